export const TOKEN = 'token-of-the-tests';
export const SIGNING_KEYS = { currentSigningKey: 'sig_current', nextSigningKey: 'sig_next' };
