import { segmentKey } from '#gateway/http/target.ts';

/** Where the parameters of a matched path are: offsets of the segments in the path, without decoding anything yet. */
export type PathMatch<Value> = {
  value: Value;
  /** Start and end offset in turn, in the order of the route's parameters. */
  offsets: number[];
};

type Node<Value> = {
  literals: Map<string, Node<Value>>;
  parameter: Node<Value> | null;
  greedy: Value | null;
  value: Value | null;
};

/**
 * Finds the resource of a path: literal segments before parameters before greedy parameters, at every level (AWS API
 * Gateway's precedence). Each node is one path prefix, so a look-up visits every node at most once.
 */
export class Router<Value> {
  private readonly root: Node<Value> = emptyNode();

  /** @param path a resource path such as `/pets/{petId}` or `/{proxy+}`; a path that is added twice is an error */
  add(path: string, value: Value): void {
    let node = this.root;
    const segments = path === '/' ? [] : path.slice(1).split('/');
    for (const [index, segment] of segments.entries()) {
      if (segment.startsWith('{') && segment.endsWith('+}')) {
        if (index !== segments.length - 1) throw new Error(`${path}: a greedy parameter is not the last segment.`);
        if (node.greedy !== null) throw new Error(`${path} is there twice.`);
        node.greedy = value;
        return;
      }
      if (segment.startsWith('{') && segment.endsWith('}')) {
        node.parameter ??= emptyNode();
        node = node.parameter;
      } else {
        const key = segmentKey(segment);
        let next = node.literals.get(key);
        if (!next) node.literals.set(key, (next = emptyNode()));
        node = next;
      }
    }
    if (node.value !== null) throw new Error(`${path} is there twice.`);
    node.value = value;
  }

  /**
   * @param path in normal form (see http/target.ts)
   * @param start offset of the slash at which the resource path begins; a trailing slash is not significant
   */
  find(path: string, start: number): PathMatch<Value> | null {
    const end = path.length > start && path.charCodeAt(path.length - 1) === 47 ? path.length - 1 : path.length;
    const offsets: number[] = [];
    const value = this.walk(this.root, path, start, end, offsets);
    return value === null ? null : { value, offsets };
  }

  private walk(node: Node<Value>, path: string, at: number, end: number, offsets: number[]): Value | null {
    if (at >= end) return node.value;
    const from = at + 1;
    const slash = path.indexOf('/', from);
    const to = slash < 0 || slash > end ? end : slash;
    const literal = node.literals.get(segmentKey(path.slice(from, to)));
    if (literal) {
      const found = this.walk(literal, path, to, end, offsets);
      if (found !== null) return found;
    }
    if (node.parameter) {
      const depth = offsets.length;
      offsets.push(from, to);
      const found = this.walk(node.parameter, path, to, end, offsets);
      if (found !== null) return found;
      offsets.length = depth;
    }
    if (node.greedy !== null) {
      offsets.push(from, path.length);
      return node.greedy;
    }
    return null;
  }
}

function emptyNode<Value>(): Node<Value> {
  return { literals: new Map(), parameter: null, greedy: null, value: null };
}
