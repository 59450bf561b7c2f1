// The bench's reference uses these as they come; they bring no types of their own.
declare module 'express';
declare module 'helmet';
declare module 'cors';
declare module 'compression';
declare module 'morgan';
