import ts from 'typescript';

const root = '/package/';

/** The declarations of the language, parsed once for all packages. */
const libraries = new Map<string, ts.SourceFile | undefined>();

/**
 * Compiles a package in memory with the settings of its own tsconfig.json. Returns what the compiler complains about and
 * the files it writes, by path below `dist/`.
 */
export function compilePackage(files: ReadonlyMap<string, string>): {
  problems: string[];
  output: Map<string, string>;
} {
  const texts = new Map([...files].map(([path, text]) => [root + path, text]));
  const config = ts.parseConfigFileTextToJson(`${root}tsconfig.json`, texts.get(`${root}tsconfig.json`) ?? '{}');
  const sources = [...texts.keys()].filter((path) => path.startsWith(`${root}src/`) && path.endsWith('.ts'));
  const parsed = ts.parseJsonConfigFileContent(config.config, { ...ts.sys, readDirectory: () => sources }, root);
  const host = ts.createCompilerHost(parsed.options);
  const output = new Map<string, string>();
  const readSource = host.getSourceFile.bind(host);
  host.getCurrentDirectory = () => root;
  host.fileExists = (path) => texts.has(path) || (!path.startsWith(root) && ts.sys.fileExists(path));
  host.readFile = (path) => texts.get(path) ?? ts.sys.readFile(path);
  host.directoryExists = (path) => [...texts.keys()].some((name) => name.startsWith(`${path}/`));
  host.realpath = (path) => path;
  host.getSourceFile = (path, target) => {
    const text = texts.get(path);
    if (text !== undefined) return ts.createSourceFile(path, text, target, true);
    if (!libraries.has(path)) libraries.set(path, readSource(path, target));
    return libraries.get(path);
  };
  host.writeFile = (path, text) => output.set(path.replace(`${root}dist/`, ''), text);
  const program = ts.createProgram({ rootNames: sources, options: parsed.options, host });
  const diagnostics = [...parsed.errors, ...ts.getPreEmitDiagnostics(program)];
  program.emit();
  const problems = diagnostics.map((diagnostic) => {
    const place = diagnostic.file && ts.getLineAndCharacterOfPosition(diagnostic.file, diagnostic.start ?? 0);
    const where = diagnostic.file && place ? `${diagnostic.file.fileName.replace(root, '')}:${place.line + 1}: ` : '';
    return where + ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
  });
  return { problems, output };
}
