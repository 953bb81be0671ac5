import ts from 'typescript';

/**
 * One mention of another module. `isTypeOnly`: nothing of it is left when types are stripped. `isAddress`: the address
 * of a program for a worker or a process, which no import leads to.
 */
export type Import = { specifier: string; isTypeOnly: boolean; isAddress: boolean; line: number };

function isTypeOnlyImport(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  if (clause.name || !bindings || !ts.isNamedImports(bindings)) return false;
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly);
}

function isTypeOnlyExport(node: ts.ExportDeclaration): boolean {
  if (node.isTypeOnly) return true;
  const clause = node.exportClause;
  if (!clause || !ts.isNamedExports(clause)) return false;
  return clause.elements.length > 0 && clause.elements.every((element) => element.isTypeOnly);
}

function isModuleUrl(node: ts.Node): node is ts.NewExpression {
  return (
    ts.isNewExpression(node) &&
    node.expression.getText() === 'URL' &&
    node.arguments?.[1]?.getText() === 'import.meta.url'
  );
}

function isLoadingCall(node: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node)) return false;
  return node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require';
}

type Mention = { text: string | undefined; isTypeOnly: boolean; isAddress?: true };

/** The specifier that a node names, if it names one; `undefined` text means that only the run will tell. */
function mentionOf(node: ts.Node): Mention | undefined {
  const textOf = (expression: ts.Node | undefined) =>
    expression && ts.isStringLiteralLike(expression) ? expression.text : undefined;
  if (ts.isImportDeclaration(node)) {
    return { text: textOf(node.moduleSpecifier), isTypeOnly: isTypeOnlyImport(node.importClause) };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    return { text: textOf(node.moduleSpecifier), isTypeOnly: isTypeOnlyExport(node) };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return { text: textOf(node.argument.literal), isTypeOnly: true };
  }
  if (isLoadingCall(node)) return { text: textOf(node.arguments[0]), isTypeOnly: false };
  // Only programs of this tree: libraries and files of data are not modules on a floor.
  const address = isModuleUrl(node) ? textOf(node.arguments?.[0]) : undefined;
  if (address && /^\.{1,2}\/.*\.(ts|tsx|mjs|js)$/.test(address)) {
    return { text: address, isTypeOnly: false, isAddress: true };
  }
  return undefined;
}

export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** Calls `visit` for a node and everything inside it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

export function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

/**
 * Every module that a source file mentions: imports, re-exports, dynamic imports, import types, `require` and
 * `new URL('./x', import.meta.url)`. A module named by an expression has the specifier `?`.
 */
export function readImports(source: ts.SourceFile): Import[] {
  const imports: Import[] = [];
  walk(source, (node) => {
    const mention = mentionOf(node);
    if (!mention) return;
    const { text = '?', isTypeOnly, isAddress = false } = mention;
    imports.push({ specifier: text, isTypeOnly, isAddress, line: lineOf(source, node) });
  });
  return imports;
}

/** True when a module does nothing but hand on what others export. */
export function isBarrel(source: ts.SourceFile): boolean {
  const isReExport = (node: ts.Statement) => ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined;
  return source.statements.length > 0 && source.statements.every(isReExport);
}
