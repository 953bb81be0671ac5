import ts from 'typescript';
import { lineOf, walk } from './imports.ts';

const IMPURE_MEMBERS = new Set(['Date.now', 'Math.random', 'performance.now', 'crypto.randomUUID']);
const IMPURE_OBJECTS = new Set(['process', 'console', 'localStorage', 'document', 'window']);
const IMPURE_FUNCTIONS = new Set([
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'randomBytes',
  'randomInt',
  'randomUUID',
]);

function impurityOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    const object = node.expression.text;
    const member = `${object}.${node.name.text}`;
    return IMPURE_OBJECTS.has(object) || IMPURE_MEMBERS.has(member) ? member : undefined;
  }
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
    return IMPURE_FUNCTIONS.has(node.expression.text) ? `${node.expression.text}()` : undefined;
  }
  const isClock = ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length;
  return isClock ? 'new Date()' : undefined;
}

/** What a file takes from outside its arguments: clock, randomness, environment, timers, network, screen. */
export function readImpurities(source: ts.SourceFile): { what: string; line: number }[] {
  const found: { what: string; line: number }[] = [];
  walk(source, (node) => {
    const what = impurityOf(node);
    if (what !== undefined) found.push({ what, line: lineOf(source, node) });
  });
  return found;
}
