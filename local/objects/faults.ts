import { err } from '../../shared/result.ts';
import { document, element } from './xml.ts';

/** The S3 error codes that this service answers, with their HTTP status. */
export const FAULT_STATUS = {
  AccessDenied: 403,
  AccessForbidden: 403,
  AuthorizationHeaderMalformed: 400,
  AuthorizationQueryParametersError: 400,
  BadDigest: 400,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  IncompleteBody: 400,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  InvalidArgument: 400,
  InvalidDigest: 400,
  InvalidPart: 400,
  InvalidPartOrder: 400,
  InvalidRange: 416,
  InvalidRequest: 400,
  InvalidURI: 400,
  KeyTooLongError: 400,
  MalformedXML: 400,
  MethodNotAllowed: 405,
  MissingContentLength: 411,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NoSuchUpload: 404,
  NotImplemented: 501,
  NotModified: 304,
  PreconditionFailed: 412,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  XAmzContentSHA256Mismatch: 400,
} as const satisfies Record<string, number>;

export type FaultCode = keyof typeof FAULT_STATUS;
export type Fault = { code: FaultCode; message: string; headers?: Record<string, string> };

/** A failed Result with an S3 error. */
export const refuse = (code: FaultCode, message: string, headers: Record<string, string> = {}) =>
  err<Fault>({ code, message, headers });

export const faultXml = (fault: Fault, resource: string, requestId: string): string =>
  document(
    element('Error', [
      element('Code', fault.code),
      element('Message', fault.message),
      element('Resource', resource),
      element('RequestId', requestId),
    ]),
  );
