import { childPath, pathPartSchema } from '../resources/schema.ts';
import type { ReportBuilder } from './report.ts';

/** A resource before it has an id. */
export type TreeNode = { path: string; pathPart: string; parent: TreeNode | null; children: Map<string, TreeNode> };

/** Where a path of the description stands in the tree, and how its parameters are called there. */
export type Route = { node: TreeNode; parameterNames: Map<string, string> };

type Segment = { text: string; parameter: string | null; greedy: boolean };

/**
 * The resource tree that grows from a description's paths. As in AWS API Gateway a resource has at most one child that is
 * a parameter: paths that differ only in parameter names share their resources, under the names that came first.
 */
export class ResourceTree {
  readonly root: TreeNode = { path: '/', pathPart: '', parent: null, children: new Map() };
  readonly #report: ReportBuilder;

  constructor(report: ReportBuilder) {
    this.#report = report;
  }

  /** Adds a path with its intermediate resources; null, with a report at `pointer`, when AWS's paths cannot express it. */
  add(path: string, pointer: string): Route | null {
    const segments = this.#parse(path, pointer);
    if (!segments) return null;
    const blocked = this.#siblingConflict(segments);
    if (blocked) {
      this.#report.warn('path-not-supported', pointer, blocked);
      return null;
    }
    const parameterNames = new Map<string, string>();
    let node = this.root;
    let renamed = false;
    for (const segment of segments) {
      const existing = segment.parameter === null ? node.children.get(segment.text) : parameterChild(node);
      const child = existing ?? this.#grow(node, segment, [...parameterNames.values()]);
      if (segment.parameter !== null) {
        const name = parameterName(child) ?? segment.parameter;
        parameterNames.set(segment.parameter, name);
        renamed ||= name !== segment.parameter;
      }
      node = child;
    }
    if (renamed) {
      this.#report.warn(
        'merged-route',
        pointer,
        'A resource has one parameter below it: the path was merged into a resource with other parameter names, and its parameters were renamed.',
      );
    }
    return { node, parameterNames };
  }

  /** All resources, parents before children. */
  nodes(): TreeNode[] {
    const list = [this.root];
    for (const node of list) list.push(...node.children.values());
    return list;
  }

  #grow(parent: TreeNode, segment: Segment, namesAbove: string[]): TreeNode {
    let text = segment.text;
    for (let number = 2; segment.parameter !== null && namesAbove.includes(inBraces(text)); number += 1) {
      text = `{${segment.parameter}${number}${segment.greedy ? '+' : ''}}`;
    }
    this.#report.spend(1 + parent.path.length / 50);
    const node = { path: childPath(parent.path, text), pathPart: text, parent, children: new Map<string, TreeNode>() };
    parent.children.set(text, node);
    return node;
  }

  #parse(path: string, pointer: string): Segment[] | null {
    const refuse = (message: string) => {
      this.#report.warn('path-not-supported', pointer, message);
      return null;
    };
    if (!path.startsWith('/')) return refuse('A path must begin with "/".');
    if (/[?#]/.test(path)) return refuse('A path with a query or fragment is not carried: a resource is a path alone.');
    const texts = path === '/' ? [] : path.slice(1).split('/');
    if (texts.length > 1 && texts.at(-1) === '') {
      this.#report.warn(
        'merged-route',
        pointer,
        'A trailing slash is left out: a resource is the same with and without it.',
      );
      texts.pop();
    }
    const segments: Segment[] = [];
    for (const [index, text] of texts.entries()) {
      if (text === '') return refuse('A path with an empty segment is not carried.');
      const whole = /^\{([^{}+]+)(\+?)\}$/.exec(text);
      if (!whole && /[{}]/.test(text)) {
        return refuse(
          'A path parameter must be a whole segment, such as /{name}; parts of a segment cannot be parameters.',
        );
      }
      if (!pathPartSchema.safeParse(text).success)
        return refuse('A path segment holds characters that a resource cannot have.');
      const greedy = whole?.[2] === '+';
      if (greedy && index < texts.length - 1) return refuse('A greedy parameter {name+} must be the last segment.');
      const parameter = whole?.[1] ?? null;
      if (parameter !== null && segments.some((other) => other.parameter === parameter)) {
        return refuse('A path names the same parameter twice.');
      }
      segments.push({ text, parameter, greedy });
    }
    return segments;
  }

  #siblingConflict(segments: Segment[]): string | null {
    let node: TreeNode | undefined = this.root;
    for (const segment of segments) {
      if (!node) return null;
      if (segment.parameter === null) {
        node = node.children.get(segment.text);
        continue;
      }
      const sibling = parameterChild(node);
      if (sibling && sibling.pathPart.endsWith('+}') !== segment.greedy) {
        return 'A resource cannot have both a parameter {name} and a greedy parameter {name+} below it; the later path is not carried.';
      }
      node = sibling;
    }
    return null;
  }
}

function parameterChild(node: TreeNode): TreeNode | undefined {
  for (const child of node.children.values()) if (parameterName(child) !== null) return child;
  return undefined;
}

function parameterName(node: TreeNode): string | null {
  return node.pathPart.startsWith('{') ? inBraces(node.pathPart) : null;
}

function inBraces(pathPart: string): string {
  return pathPart.slice(1, pathPart.endsWith('+}') ? -2 : -1);
}
