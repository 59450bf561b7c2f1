import { call } from './support.ts';

type Media = { example?: unknown; schema?: { properties?: Record<string, unknown> } };
type Operation = {
  operationId: string;
  security?: { apiKey: string[] }[];
  requestBody?: { content: Record<string, Media> };
};
/** An operation as a test asks for it: with the example of its contract for a body. */
export type Target = {
  method: string;
  path: string;
  needs: string[] | null;
  body: string | undefined;
  takesForm: boolean;
  name: string;
};

/** Every operation of the contract, from the OpenAPI document: a new one is covered on the day it is added. */
export async function operations(): Promise<Target[]> {
  const contract = await (await call('/openapi.json')).json<{ paths: Record<string, Record<string, Operation>> }>();
  return Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { operationId }]) => operationId !== undefined)
      .map(([method, operation]) => {
        const example = operation.requestBody?.content['application/json']?.example;
        return {
          method: method.toUpperCase(),
          path,
          name: operation.operationId,
          needs: operation.security?.[0]?.apiKey ?? null,
          takesForm: operation.requestBody?.content['multipart/form-data'] !== undefined,
          body: operation.requestBody ? JSON.stringify(example ?? {}) : undefined,
        };
      }),
  );
}

/** Those that ask who is asking. */
export const guardedOf = (all: Target[]): Target[] => all.filter(({ needs }) => needs !== null);

export const send = (
  { method, path, body }: Target,
  headers: Record<string, string>,
  id: string = crypto.randomUUID(),
) =>
  call(path.replaceAll(/\{\w+\}/g, id), {
    method,
    body,
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
  });

export const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
