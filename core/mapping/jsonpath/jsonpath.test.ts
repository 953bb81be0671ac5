import { describe, expect, test } from 'vitest';
import { parseJson } from '../json.ts';
import { MappingError, toJson } from '../value.ts';
import { chargeUpTo } from './charge.ts';
import { evaluateJsonPath } from './evaluate.ts';
import { compileJsonPath } from './parse.ts';
import { JsonPathSyntaxError } from './reader.ts';

const document = parseJson(`{
  "shop": {
    "items": [
      {"sku": "a1", "price": 5, "tags": ["red", "new"], "stock": {"north": 1}},
      {"sku": "b2", "price": 12.5, "tags": ["blue"]},
      {"sku": "c3", "price": 20, "discount": true, "note": null},
      {"sku": "d4", "price": "7", "tags": []}
    ],
    "owner": {"first name": "Ada", "e-mail": "ada@x.test", "it's": 1},
    "open": true
  },
  "limit": 10,
  "numbers": [4, 1, 3, 2],
  "matrix": [[1, 2], [3, 4]],
  "length": "mine"
}`);

function find(path: string): string | undefined {
  const value = evaluateJsonPath(compileJsonPath(path), document, chargeUpTo(10_000));
  return value === undefined ? undefined : toJson(value);
}

test.each([
  ['$.limit', '10'],
  ['limit', '10'],
  ["['limit']", '10'],
  ['$["limit"]', '10'],
  ['$.shop.open', 'true'],
  ['$.shop.missing', undefined],
  ['$.shop.missing.deeper', undefined],
  ['$.limit.deeper', undefined],
  ["$.shop.owner['first name']", '"Ada"'],
  ["$.shop.owner['it\\'s']", '1'],
  ['$.shop.owner.e-mail', '"ada@x.test"'],
  ["$.shop.owner['first name','e-mail']", '{"first name":"Ada","e-mail":"ada@x.test"}'],
  ['$.length', '"mine"'],
  ['$.numbers', '[4,1,3,2]'],
  ['$.numbers[0]', '4'],
  ['$.numbers[-1]', '2'],
  ['$.numbers[9]', undefined],
  ['$.numbers[0,2]', '[4,3]'],
  ['$.numbers[1:3]', '[1,3]'],
  ['$.numbers[:2]', '[4,1]'],
  ['$.numbers[2:]', '[3,2]'],
  ['$.numbers[-2:]', '[3,2]'],
  ['$.numbers[*]', '[4,1,3,2]'],
  ['$.matrix[*][0]', '[1,3]'],
  ['$.matrix[1][0]', '3'],
  ['$.shop.items[*].sku', '["a1","b2","c3","d4"]'],
  ['$.shop.items[*].tags[0]', '["red","blue"]'],
  ['$.shop.items.sku', undefined],
  ['$..sku', '["a1","b2","c3","d4"]'],
  ['$..tags[0]', '["red","blue"]'],
  ["$..['north']", '[1]'],
  ['$..nothing', '[]'],
  ["$.['shop'].['open']", 'true'],
  ['$.numbers.[1]', '1'],
  ['$.missing[*]', undefined],
  ['$.missing..x', undefined],
  ['$.shop.missing[?(@.sku)]', undefined],
  ['$.numbers[9].*', undefined],
  ['$.shop.items[*].missing[*]', '[]'],
  ['$..[?(@.price > 6)].sku', '["b2","c3"]'],
  ['$..[?(@.sku)].price', '[5,12.5,20,"7"]'],
  [
    "$..['sku','price']",
    '[{"sku":"a1","price":5},{"sku":"b2","price":12.5},{"sku":"c3","price":20},{"sku":"d4","price":"7"}]',
  ],
  ['$.shop.items[0].*', '["a1",5,["red","new"],{"north":1}]'],
  ['$.shop.items[?(@.price > 6)].sku', '["b2","c3"]'],
  ['$.shop.items[?(@.price >= 12.5)].sku', '["b2","c3"]'],
  ['$.shop.items[?(@.price == 5)].sku', '["a1"]'],
  ['$.shop.items[?(@.price == 5.0)].sku', '["a1"]'],
  ["$.shop.items[?(@.price == '5')].sku", '["a1"]'],
  ['$.shop.items[?(@.price == 7)].sku', '["d4"]'],
  ['$.shop.items[?(@.price < $.limit)].sku', '["a1"]'],
  ["$.shop.items[?(@.sku == 'b2')].price", '[12.5]'],
  ['$.shop.items[?(@.sku == "b2")].price', '[12.5]'],
  ["$.shop.items[?(@['sku'] != 'b2')].sku", '["a1","c3","d4"]'],
  ['$.shop.items[?(@.discount)].sku', '["c3"]'],
  ['$.shop.items[?(!@.discount)].sku', '["a1","b2","d4"]'],
  ['$.shop.items[?(@.discount == true)].sku', '["c3"]'],
  ['$.shop.items[?(@.note == null)].sku', '["c3"]'],
  ['$.shop.items[?(@.price > 6 && @.tags)].sku', '["b2"]'],
  ['$.shop.items[?(@.discount || @.stock)].sku', '["a1","c3"]'],
  ["$.shop.items[?((@.discount || @.stock) && @.sku != 'a1')].sku", '["c3"]'],
  ['$.shop.items[?(@.stock.north == 1)].sku', '["a1"]'],
  ['$.shop.items[?(@.sku =~ /[AB]\\d/i)].sku', '["a1","b2"]'],
  ['$.shop.items[?(@.sku =~ /a.*/)].sku', '["a1"]'],
  ['$.shop.items[?(@.sku =~ /a/)].sku', '[]'],
  ["$.shop.items[?(@.sku in ['a1','c3'])].sku", '["a1","c3"]'],
  ["$.shop.items[?(@.sku nin ['a1','c3'])].sku", '["b2","d4"]'],
  ["$.shop.items[?('red' in @.tags)].sku", '["a1"]'],
  ["$.shop.items[?(@.tags contains 'new')].sku", '["a1"]'],
  ["$.shop.items[?(@.sku contains '3')].sku", '["c3"]'],
  ["$.shop.items[?(@.tags anyof ['blue','green'])].sku", '["b2"]'],
  ["$.shop.items[?(@.tags noneof ['blue'])].sku", '["a1","d4"]'],
  ["$.shop.items[?(@.tags subsetof ['blue'])].sku", '["b2","d4"]'],
  ["$.shop.items[?(@.tags all ['red','new'])].sku", '["a1"]'],
  ['$.shop.items[?(@.tags size 2)].sku', '["a1"]'],
  ['$.shop.items[?(@.tags empty true)].sku', '["d4"]'],
  ['$.shop.items[?(@.tags.length() > 1)].sku', '["a1"]'],
  ['$.numbers[?(@ > 2)]', '[4,3]'],
  ['$.shop.owner[?(@.e-mail)]', '[{"first name":"Ada","e-mail":"ada@x.test","it\'s":1}]'],
  ['$.numbers.length()', '4'],
  ['$.numbers.size()', '4'],
  ['$.shop.owner.length()', '3'],
  ['$.shop.items[*].length()', '[4,3,4,3]'],
  ['$.shop.items[?(@.price > 10)].length()', '[3,4]'],
  ['$.shop.items[?(@.price > 99)].length()', '[]'],
  ['$.shop.*.length()', '[4,3,null]'],
  ['$.numbers[*].sum()', '10.0'],
  ['$.matrix[*].sum()', '[3.0,7.0]'],
  ['$.matrix[0,1].max()', '[2.0,4.0]'],
  ['$.matrix[?(@.length() > 1)].first()', '[1,3]'],
  ['$.shop.items[0,2].keys()', '[["sku","price","tags","stock"],["sku","price","discount","note"]]'],
  ['$.shop.items[?(@.discount nin [true])].sku', '["a1","b2","d4"]'],
  ['$.shop.items[?(@.note nin [null, "x"])].sku', '["a1","b2","d4"]'],
  ['$.shop.items[?(@.discount nin "x")].sku', '[]'],
  ['$.limit.length()', 'null'],
  ['$.limit.keys()', 'null'],
  ['$..items.length()', '4'],
  ['$..tags.length()', '3'],
  ['$..items[0].length()', '4'],
  ['$..sku.length()', '0'],
  ['$..nowhere.length()', '0'],
  ['$..price.max()', '20.0'],
  ['$.numbers.min()', '1.0'],
  ['$.numbers.max()', '4.0'],
  ['$.numbers.sum()', '10.0'],
  ['$.numbers.avg()', '2.5'],
  ['$.numbers.first()', '4'],
  ['$.numbers.last()', '2'],
  ['$.numbers.index(1)', '1'],
  ['$.numbers.stddev()', '1.118033988749895'],
  ['$.numbers.append(5, "x")', '[4,1,3,2,5,"x"]'],
  ['$.shop.items[0].tags.concat("-", $.limit)', '"rednew-10"'],
  ['$.numbers.sum($.limit, 2.5)', '22.5'],
  ['$.length($.numbers)', '4'],
  ['$.numbers.concat()', '""'],
  ['$.shop.items[*].price.max()', '20.0'],
  ['$.shop.owner.keys()', '["first name","e-mail","it\'s"]'],
  ['$.shop.missing.length()', undefined],
  ['$.__proto__', undefined],
  ['$.constructor', undefined],
  ['$.shop.items[0].toString', undefined],
])('%s', (path, expected) => {
  expect(find(path)).toBe(expected);
});

describe('mistakes', () => {
  test.each([
    '$.',
    '$.a[',
    '$.a[?(@.x > )]',
    '$.a[?(@.x]',
    '$.a[?()]',
    "$.a['b]",
    '$.a b',
    '$..',
    '$...[0]',
    '$.a[1:2:3]',
    '$.nope()',
    '$.numbers.index()',
    '$.numbers.append(1',
    '$.numbers.append(1 2)',
    '$.a[?(@.x =~ /(?=a)/)]',
    '$.a[?(@.x =~ /a/g)]',
    '$.a[?(1)]',
    '$'.padEnd(5000, '.a'),
    `$${'[?(@'.repeat(100)}`,
    `$[?(${'('.repeat(5000)}`,
    `$[?(${'!'.repeat(4000)}@.a)]`,
  ])('%s is refused', (path) => {
    expect(() => compileJsonPath(path)).toThrow(JsonPathSyntaxError);
  });

  test('a path that visits too much is stopped', () => {
    const path = compileJsonPath('$..*..*..*..*');
    const deep = parseJson('['.repeat(100) + ']'.repeat(100));
    expect(() => evaluateJsonPath(path, deep, chargeUpTo(100_000))).toThrow(MappingError);
  });
});
