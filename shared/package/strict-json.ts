import { JianbiaoError } from '../errors/jianbiao-error.ts';

/** Deeper nesting than any of our schemas needs is a sign of a crafted file. */
const deepest = 64;
const dangerousKeys = new Set(['__proto__', 'constructor', 'prototype']);

interface Scanner {
  readonly text: string;
  readonly name: string;
  readonly limit: number;
  at: number;
}

function fail(scanner: Scanner, problem: string): never {
  throw new JianbiaoError('json-invalid', {
    name: scanner.name,
    problem: `第 ${scanner.at + 1} 个字符处${problem}`,
  });
}

function skipSpace(scanner: Scanner): void {
  for (;;) {
    const code = scanner.text.charCodeAt(scanner.at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
    scanner.at += 1;
  }
}

/** Steps over a string token; the value itself is left to JSON.parse, which is exact about escapes. */
function stringToken(scanner: Scanner): string {
  const start = scanner.at;
  scanner.at += 1;
  for (;;) {
    const code = scanner.text.charCodeAt(scanner.at);
    if (Number.isNaN(code)) fail(scanner, '字符串没有结束');
    scanner.at += 1;
    if (code === 34) return scanner.text.slice(start, scanner.at);
    if (code === 92) scanner.at += 1;
  }
}

function skipScalar(scanner: Scanner): void {
  const start = scanner.at;
  while (scanner.at < scanner.text.length && !',]} \n\r\t'.includes(scanner.text.charAt(scanner.at)))
    scanner.at += 1;
  if (scanner.at === start) fail(scanner, '缺少值');
}

function scanObject(scanner: Scanner, depth: number): void {
  const seen = new Set<string>();
  scanner.at += 1;
  skipSpace(scanner);
  if (scanner.text[scanner.at] === '}') {
    scanner.at += 1;
    return;
  }
  for (;;) {
    skipSpace(scanner);
    if (scanner.text[scanner.at] !== '"') fail(scanner, '缺少键名');
    const token = stringToken(scanner);
    const key = parseToken(scanner, token);
    if (dangerousKeys.has(key)) fail(scanner, `出现不允许的键名“${key}”`);
    if (seen.has(key))
      throw new JianbiaoError('json-duplicate-key', { name: scanner.name, key: key.slice(0, 60) });
    seen.add(key);
    skipSpace(scanner);
    if (scanner.text[scanner.at] !== ':') fail(scanner, '缺少冒号');
    scanner.at += 1;
    scanValue(scanner, depth);
    skipSpace(scanner);
    const next = scanner.text[scanner.at];
    scanner.at += 1;
    if (next === '}') return;
    if (next !== ',') fail(scanner, '缺少逗号或右花括号');
  }
}

function scanArray(scanner: Scanner, depth: number): void {
  scanner.at += 1;
  skipSpace(scanner);
  if (scanner.text[scanner.at] === ']') {
    scanner.at += 1;
    return;
  }
  for (;;) {
    scanValue(scanner, depth);
    skipSpace(scanner);
    const next = scanner.text[scanner.at];
    scanner.at += 1;
    if (next === ']') return;
    if (next !== ',') fail(scanner, '缺少逗号或右方括号');
  }
}

function scanValue(scanner: Scanner, depth: number): void {
  skipSpace(scanner);
  const first = scanner.text[scanner.at];
  if (first === '{' || first === '[') {
    if (depth >= scanner.limit)
      throw new JianbiaoError('json-too-deep', { name: scanner.name, limit: scanner.limit });
    if (first === '{') scanObject(scanner, depth + 1);
    else scanArray(scanner, depth + 1);
  } else if (first === '"') stringToken(scanner);
  else skipScalar(scanner);
}

function parseToken(scanner: Scanner, token: string): string {
  try {
    const value: unknown = JSON.parse(token);
    if (typeof value === 'string') return value;
  } catch {
    // Falls through to the error below: a broken escape in a key.
  }
  return fail(scanner, '键名无效');
}

/**
 * Parses JSON from outside. On top of JSON.parse it refuses what makes two readers disagree or an object dangerous:
 * duplicate keys (RFC 8259 section 4 leaves their meaning open), nesting beyond `limit` (default 64), and the keys
 * `__proto__`, `constructor`, `prototype`. Takes the text and the name shown in errors; throws json-invalid,
 * json-duplicate-key or json-too-deep.
 */
export function parseStrictJson(text: string, name: string, limit: number = deepest): unknown {
  const scanner: Scanner = { text, name, limit, at: 0 };
  scanValue(scanner, 0);
  skipSpace(scanner);
  if (scanner.at !== text.length) fail(scanner, '有多余的内容');
  try {
    return JSON.parse(text);
  } catch {
    throw new JianbiaoError('json-invalid', { name, problem: '语法不符合 JSON 标准' });
  }
}
