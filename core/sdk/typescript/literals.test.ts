import ts from 'typescript';
import { expect, test } from 'vitest';
import { hostileTexts } from '../testing/hostile-texts.ts';
import { docComment, markdownCode, markdownText, propertyKey, stringLiteral } from './literals.ts';

test.each(hostileTexts)('%j as a literal is one token that holds the text', (text) => {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, false, ts.LanguageVariant.Standard, stringLiteral(text));
  expect(scanner.scan()).toBe(ts.SyntaxKind.StringLiteral);
  expect(scanner.getTokenValue()).toBe(text);
  expect(scanner.scan()).toBe(ts.SyntaxKind.EndOfFileToken);
  expect(stringLiteral(text)).toMatch(/^[ -~]*$/);
});

test.each(hostileTexts)('%j in a comment stays a comment', (text) => {
  const comment = docComment('  ', [text, text]);
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, comment);
  expect(scanner.scan()).toBe(ts.SyntaxKind.EndOfFileToken);
  expect(comment).not.toMatch(/\* @/);
});

test.each(hostileTexts)('%j as a property is one property', (text) => {
  const source = ts.createSourceFile('a.ts', `interface A { ${propertyKey(text)}: 1 }`, ts.ScriptTarget.ES2022, true);
  const [declaration] = source.statements;
  expect(source.statements).toHaveLength(1);
  expect(declaration && ts.isInterfaceDeclaration(declaration) && declaration.members.length).toBe(1);
});

test.each(hostileTexts)('%j in Markdown stays on its line and opens nothing', (text) => {
  expect(markdownText(text)).not.toMatch(/[\n\r\u2028]|(?<!\\)[`<[#]/);
  expect(markdownCode(text).slice(1, -1)).not.toMatch(/[\n\r`]/);
});

test('comments keep their paragraphs and tags', () => {
  expect(docComment('', [null, ''])).toBe('');
  expect(docComment('  ', ['one'])).toBe('  /** one */\n');
  expect(docComment('', ['one\ntwo', 'three'], ['@deprecated'])).toBe(
    '/**\n * one\n * two\n *\n * three\n *\n * @deprecated\n */\n',
  );
});
