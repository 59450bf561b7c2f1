import { err, ok, type Result } from '../../shared/result.ts';

const FUNCTIONS: Record<string, { arity: number; apply: (...args: number[]) => number }> = {
  pow: { arity: 2, apply: Math.pow },
  min: { arity: 2, apply: Math.min },
  max: { arity: 2, apply: Math.max },
  sqrt: { arity: 1, apply: Math.sqrt },
  abs: { arity: 1, apply: Math.abs },
  exp: { arity: 1, apply: Math.exp },
  floor: { arity: 1, apply: Math.floor },
  ceil: { arity: 1, apply: Math.ceil },
  round: { arity: 1, apply: Math.round },
};

const TOKEN = /\s*(\d+(?:\.\d+)?|[a-z]+|[-+*/%(),])/gy;

const tokenize = (text: string): string[] | null => {
  const tokens: string[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    tokens.push(match[1]!);
    end = match.index + match[0].length;
  }
  return text.slice(end).trim() === '' ? tokens : null;
};

/** Recursive descent over `sum := product (('+'|'-') product)*` and so on; any misfit throws a SyntaxError. */
const evaluate = (tokens: string[], retried: number): number => {
  let at = 0;
  const take = (expected: string): void => {
    if (tokens[at] !== expected) throw new SyntaxError(`'${expected}' expected`);
    at += 1;
  };
  const call = (name: string): number => {
    const definition = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (!definition) throw new SyntaxError(`'${name}' is not known`);
    take('(');
    const args = [sum()];
    while (args.length < definition.arity) {
      take(',');
      args.push(sum());
    }
    take(')');
    return definition.apply(...args);
  };
  const atom = (): number => {
    const token = tokens[at];
    if (token === undefined) throw new SyntaxError('the expression ends too early');
    at += 1;
    if (token === '-') return -atom();
    if (token === 'retried') return retried;
    if (/^\d/.test(token)) return Number(token);
    if (token !== '(') return call(token);
    const value = sum();
    take(')');
    return value;
  };
  const product = (): number => {
    let value = atom();
    for (let operator = tokens[at]; operator === '*' || operator === '/' || operator === '%'; operator = tokens[at]) {
      at += 1;
      const right = atom();
      value = operator === '*' ? value * right : operator === '/' ? value / right : value % right;
    }
    return value;
  };
  const sum = (): number => {
    let value = product();
    for (let operator = tokens[at]; operator === '+' || operator === '-'; operator = tokens[at]) {
      at += 1;
      value += operator === '+' ? product() : -product();
    }
    return value;
  };
  const value = sum();
  if (at !== tokens.length) throw new SyntaxError(`'${tokens[at]}' is not expected`);
  return value;
};

/**
 * The delay in ms that an `Upstash-Retry-Delay` expression gives, for example `max(1000, pow(2, retried) * 100)`;
 * `retried` is 0 before the first retry. Fails with a sentence about what does not fit.
 */
export const evaluateRetryDelayMs = (expression: string, retried: number): Result<number, string> => {
  const tokens = expression.length <= 200 ? tokenize(expression) : null;
  if (!tokens) return err('Upstash-Retry-Delay is not an expression of at most 200 characters');
  try {
    const delayMs = evaluate(tokens, retried);
    return Number.isNaN(delayMs) ? err('Upstash-Retry-Delay gives no number') : ok(Math.max(0, delayMs));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return err(`Upstash-Retry-Delay: ${error.message}`);
  }
};
