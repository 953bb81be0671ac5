import { SluiceError } from '../errors.ts';

/** A key as a file brings it: everything is text as it stands there. */
export type KeyOfFile = {
  name: string;
  value: string;
  description: string | null;
  enabled: boolean;
  planIds: string[];
};

const columns = ['name', 'key', 'description', 'enabled', 'usageplanids'] as const;
type Column = (typeof columns)[number];

/**
 * Reads API keys from comma-separated values: a line of column names in any case and order, of which Name and Key must be
 * there and unknown ones are passed over. A field may stand in double or, for lists of plans, single quotes.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-key-file-format.html
 *
 * @throws SluiceError BAD_INPUT, naming the line
 */
export function parseKeyFile(text: string): KeyOfFile[] {
  const [header, ...rows] = readRows(text);
  const places = new Map<Column, number>();
  header?.fields.forEach((field, place) => {
    const name = columns.find((column) => column === field.trim().toLowerCase());
    if (name) places.set(name, place);
  });
  for (const name of ['name', 'key'] as const) {
    if (!places.has(name))
      throw new SluiceError('BAD_INPUT', `The file has no column ${name === 'key' ? 'Key' : 'Name'}.`);
  }
  return rows.map(({ fields, line }) => {
    const field = (name: Column) => fields[places.get(name) ?? -1]?.trim() ?? '';
    return {
      name: field('name'),
      value: field('key'),
      description: field('description') || null,
      enabled: readFlag(field('enabled'), line),
      planIds: field('usageplanids')
        .split(',')
        .map((id) => id.trim())
        .filter((id) => id !== ''),
    };
  });
}

function readFlag(text: string, line: number): boolean {
  const flag = text.toLowerCase();
  if (flag === '' || flag === 'true') return true;
  if (flag === 'false') return false;
  throw new SluiceError('BAD_INPUT', `Line ${line}: Enabled is true or false.`);
}

type Row = { fields: string[]; line: number };

/** The rows of a file that are not empty, with the numbers of the lines on which they begin (RFC 4180). */
function readRows(text: string): Row[] {
  const rows: Row[] = [];
  const field = /(?:"([^"]*(?:""[^"]*)*)"|'([^'\r\n]*)'|(?!")([^,\r\n]*))(,|\r\n|\r|\n|$)/y;
  let row: Row = { fields: [], line: 1 };
  let line = 1;
  const source = text.replace(/^\ufeff/, '');
  while (field.lastIndex < source.length) {
    const match = field.exec(source);
    if (!match) throw new SluiceError('BAD_INPUT', `Line ${line}: a quote is not closed, or something follows it.`);
    const [whole, double, single, plain, end] = match;
    row.fields.push(double?.replaceAll('""', '"') ?? single ?? plain ?? '');
    line += whole.match(/\r\n|\r|\n/g)?.length ?? 0;
    if (end === ',' && field.lastIndex < source.length) continue;
    if (end === ',') row.fields.push('');
    if (row.fields.some((each) => each.trim() !== '')) rows.push(row);
    row = { fields: [], line };
  }
  return rows;
}
