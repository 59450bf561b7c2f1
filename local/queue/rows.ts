/** The rows of the queue's tables. Times are epoch ms. */
export type MessageRow = {
  seq: number;
  message_id: string;
  url: string;
  origin: string;
  spec: string;
  body: Uint8Array;
  queue_name: string | null;
  place: number | null;
  flow_key: string | null;
  schedule_id: string | null;
  caller_ip: string;
  labels: string;
  created_at: number;
  next_at: number;
  retried: number;
  active: 0 | 1;
  dlq_id: string | null;
  failed_at: number | null;
  response_status: number | null;
  response: string | null;
};

export type QueueRow = { name: string; parallelism: number; paused: 0 | 1; created_at: number; updated_at: number };

export type FlowControlRow = {
  key: string;
  parallelism: number | null;
  rate: number | null;
  period_ms: number;
  paused: 0 | 1;
};

export type ScheduleRow = {
  schedule_id: string;
  cron: string;
  spec: string;
  body: Uint8Array;
  paused: 0 | 1;
  created_at: number;
  next_at: number;
  last_at: number | null;
};

export type EventRow = {
  id: number;
  time: number;
  state: string;
  message_id: string;
  url: string;
  queue_name: string | null;
  flow_key: string | null;
  schedule_id: string | null;
  caller_ip: string;
  labels: string;
  detail: string;
};
