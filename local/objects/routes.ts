import { ok, type Result } from '../../shared/result.ts';
import { refuse, type Fault } from './faults.ts';
import { listObjects } from './list-objects.ts';
import { abortUpload, completeUpload, createUpload, listParts, uploadPart } from './multipart.ts';
import { readObject } from './read-object.ts';
import type { Reply } from './reply.ts';
import type { S3Request } from './request.ts';
import { copyObject, deleteObjects, putObject, type WriteContext } from './write-object.ts';

/** Query parameters that name another operation (an ACL, tags, a version, …) than the plain one we would run. */
const SUBRESOURCES = new Set(
  'accelerate acl analytics attributes cors encryption intelligent-tiering inventory legal-hold lifecycle location logging metrics notification object-lock ownershipControls policy policyStatus publicAccessBlock replication requestPayment restore retention select tagging torrent versionId versioning versions website'.split(
    ' ',
  ),
);

const NOT_IMPLEMENTED = refuse(
  'NotImplemented',
  'A header or query you provided implies functionality that is not here.',
);

/** Runs the operation that a genuine request asks for. */
export const route = async (context: WriteContext, request: S3Request): Promise<Result<Reply, Fault>> => {
  const { store } = context;
  const { method, bucket, key, headers } = request;
  const has = (name: string) => request.query.some(([candidate]) => candidate === name);
  if (bucket === '') return NOT_IMPLEMENTED;
  if (!store.hasBucket(bucket)) return refuse('NoSuchBucket', 'The specified bucket does not exist');
  if (request.query.some(([name]) => SUBRESOURCES.has(name))) return NOT_IMPLEMENTED;
  if (key === '') {
    if (method === 'HEAD') return ok({ status: 200 });
    if (method === 'GET' && !has('uploads')) return listObjects(store, request);
    if (method === 'POST' && has('delete')) return deleteObjects(context, request);
    return NOT_IMPLEMENTED;
  }
  const isPart = has('partNumber') || has('uploadId');
  switch (method) {
    case 'GET':
      return has('uploadId')
        ? listParts(context, request)
        : has('partNumber')
          ? NOT_IMPLEMENTED
          : readObject(store, request);
    case 'HEAD':
      return isPart ? NOT_IMPLEMENTED : readObject(store, request);
    case 'PUT':
      if (headers['x-amz-copy-source'] !== undefined) return isPart ? NOT_IMPLEMENTED : copyObject(context, request);
      return isPart ? uploadPart(context, request) : putObject(context, request);
    case 'POST':
      if (has('uploads')) return createUpload(context, request);
      return has('uploadId') ? completeUpload(context, request) : NOT_IMPLEMENTED;
    case 'DELETE':
      if (has('uploadId')) return abortUpload(context, request);
      store.remove(bucket, key);
      return ok({ status: 204 });
    default:
      return refuse('MethodNotAllowed', 'The specified method is not allowed against this resource.');
  }
};
