import type { IncomingMessage } from 'node:http';
import * as admin from './admin-routes.ts';
import { fault, type Reply } from './http.ts';
import { createSchedule, publishBatch, publishOne } from './publish-routes.ts';

export type QueueContext = admin.AdminContext & { wake: () => void; signingKeys: { current: string; next: string } };

/**
 * Answers one request of the queue's API. The destination of a publish is the rest of the raw request target, its query
 * string and all, so the target is taken apart as text and never normalised.
 */
export const route = (context: QueueContext, req: IncomingMessage): Reply | Promise<Reply> => {
  const target = req.url ?? '';
  const verb = req.method ?? '';
  const publish = /^\/v2\/publish\/(.+)$/s.exec(target);
  if (publish && verb === 'POST') return publishOne(context, req, publish[1]!, null);
  const enqueue = /^\/v2\/enqueue\/([^/?]+)\/(.+)$/s.exec(target);
  if (enqueue && verb === 'POST') return publishOne(context, req, enqueue[2]!, decode(enqueue[1]!));
  const schedule = /^\/v2\/schedules\/(.+)$/s.exec(target);
  if (schedule && verb === 'POST') return createSchedule(context, req, schedule[1]!);

  const [path = '', search = ''] = target.split('?', 2);
  const [, version, resource, id, action, ...rest] = path.replace(/\/$/, '').split('/').map(decode);
  if (version !== 'v2' || rest.length > 0) return NOT_FOUND;
  const operation = `${verb} ${resource}${id === undefined ? '' : '/:id'}${action === undefined ? '' : `/${action}`}`;
  return operate(context, req, operation, id ?? '', new URLSearchParams(search)) ?? NOT_FOUND;
};

const NOT_FOUND = fault(404, 'there is no such operation here');

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

const operate = (
  context: QueueContext,
  req: IncomingMessage,
  operation: string,
  id: string,
  query: URLSearchParams,
): Reply | Promise<Reply> | undefined => {
  switch (operation) {
    case 'POST batch':
      return publishBatch(context, req);
    case 'GET messages/:id':
      return admin.getMessage(context, id);
    case 'DELETE messages/:id':
      return admin.cancelMessage(context, id);
    case 'DELETE messages':
      return admin.cancelMessages(context, query);
    case 'GET dlq':
      return admin.listDeadLetters(context, query);
    case 'GET dlq/:id':
      return admin.getDeadLetter(context, id);
    case 'DELETE dlq/:id':
      return admin.deleteDeadLetter(context, id);
    case 'DELETE dlq':
      return admin.deleteDeadLetters(context, query);
    case 'POST dlq/:id':
      return id === 'retry' ? admin.retryDeadLetters(context, query) : undefined;
    case 'GET events':
    case 'GET logs':
      return admin.listEvents(context, query);
    case 'GET queues':
      return admin.listQueues(context);
    case 'POST queues':
      return admin.upsertQueue(context, req);
    case 'GET queues/:id':
      return admin.getQueue(context, id);
    case 'DELETE queues/:id':
      return admin.deleteQueue(context, id);
    case 'POST queues/:id/pause':
    case 'POST queues/:id/resume':
      return admin.pauseQueue(context, id, operation.endsWith('pause'));
    case 'GET schedules':
      return admin.listSchedules(context);
    case 'GET schedules/:id':
      return admin.getSchedule(context, id);
    case 'DELETE schedules/:id':
      return admin.deleteSchedule(context, id);
    case 'PATCH schedules/:id/pause':
    case 'PATCH schedules/:id/resume':
      return admin.pauseSchedule(context, id, operation.endsWith('pause'));
    case 'GET keys':
      return { status: 200, body: context.signingKeys };
    case 'GET flowControl/:id':
      return admin.getFlowControl(context, id);
    case 'POST flowControl/:id/pause':
    case 'POST flowControl/:id/resume':
      return admin.pauseFlowControl(context, id, operation.endsWith('pause'));
    default:
      return undefined;
  }
};
