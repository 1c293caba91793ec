import { type Completion, type CompletionContext, type CompletionResult, snippet } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { SyntaxNode } from '@lezer/common';
import { type JsonSchema, policyJsonSchema } from 'order-cancel-elements/policy';
import { nameOf, pathOf } from './places.ts';

type Node = Record<string, unknown>;

const root = policyJsonSchema();
const definitions = root['$defs'] as Record<string, Node>;

/** The schemas that a value may be read by: what is referred to is looked up, what has alternatives is each of them. */
function alternatives(schema: unknown): Node[] {
  const { $ref, anyOf, ...rest } = (schema ?? {}) as { $ref?: string; anyOf?: unknown[] } & Node;
  if ($ref) return alternatives(definitions[$ref.slice('#/$defs/'.length)]);
  return anyOf ? anyOf.flatMap(alternatives) : [rest];
}

/** What may stand at a path. Of alternatives those count that have what else stands in the object. */
function schemasAt(path: (string | number)[]): Node[] {
  return path.reduce<Node[]>(
    (schemas, step) =>
      schemas.flatMap(({ properties, items, additionalProperties }) => {
        const inner = typeof step === 'number' ? items : ((properties as Node)?.[step] ?? additionalProperties);
        return inner ? alternatives(inner) : [];
      }),
    alternatives(root as JsonSchema),
  );
}

/** What is inserted for a value: the least that may stand there, with the cursor where more is to be typed. */
function blankFor(schema: unknown): string {
  const [first = {}] = alternatives(schema);
  const { type, enum: values, const: only, examples } = first as { type?: string; enum?: unknown[] } & Node;
  const given = only ?? values?.[0] ?? (examples as unknown[] | undefined)?.[0];
  if (typeof given === 'string') return `"#{${given}}"`;
  if (given !== undefined) return JSON.stringify(given);
  return { object: '{ #{} }', array: '[#{}]', string: '"#{}"' }[type ?? ''] ?? '#{}';
}

/** Names and values by the schema of policies; and the names that the policy itself declares. */
export function completePolicy(context: CompletionContext): CompletionResult | null {
  const text = context.state.doc.toString();
  const node = syntaxTree(context.state).resolveInner(context.pos, -1);
  const word = context.matchBefore(/"?[\w.-]*$/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const inName = node.name === 'PropertyName' || node.name === 'Object' || node.name === 'Property';
  const to = text[context.pos] === '"' ? context.pos + 1 : context.pos;
  const options: Completion[] = inName ? namesIn(objectAround(node), text) : valuesAt(node, text);
  return options.length > 0 ? { from: word.from, to, options, validFor: /^"?[\w.-]*$/ } : null;
}

function objectAround(node: SyntaxNode): SyntaxNode | null {
  let at: SyntaxNode | null = node;
  while (at && at.name !== 'Object') at = at.parent;
  return at;
}

function namesIn(object: SyntaxNode | null, text: string): Completion[] {
  if (!object) return [];
  const present = object.getChildren('Property').map((one) => nameOf(one, text));
  const schemas = schemasAt(pathOf(object, text)).filter(({ properties }) => {
    const known = Object.keys((properties ?? {}) as Node);
    return known.length > 0 && present.every((name) => name === '' || known.includes(name) || schemasAreOpen(name));
  });
  const found = new Map<string, Completion>();
  for (const { properties, required = [] } of schemas) {
    for (const [name, schema] of Object.entries(properties as Node)) {
      if (present.includes(name) || found.has(name)) continue;
      const boost = (required as string[]).includes(name) ? 1 : 0;
      const apply = snippet(`"${name}": ${blankFor(schema)}`);
      found.set(name, { label: `"${name}"`, type: 'property', boost, apply });
    }
  }
  return [...found.values()];
}

/** A name that is being typed belongs to no schema yet. */
const schemasAreOpen = (name: string): boolean => name.length < 3;

function valuesAt(node: SyntaxNode, text: string): Completion[] {
  const schemas = schemasAt(pathOf(node, text));
  const values = schemas.flatMap(({ enum: all, const: only, examples, type }) => [
    ...((all as unknown[] | undefined) ?? []),
    ...(only === undefined ? [] : [only]),
    ...((examples as unknown[] | undefined) ?? []),
    ...(type === 'boolean' ? [true, false] : []),
  ]);
  const declared = schemas.some(({ type, pattern }) => type === 'string' && !pattern) ? namesDeclared(text) : [];
  return [...new Set([...values, ...declared])].map((value) => ({ label: JSON.stringify(value), type: 'constant' }));
}

/** Statuses, facts and instants of the policy. */
function namesDeclared(text: string): string[] {
  try {
    const policy = JSON.parse(text);
    return ['statuses', 'facts', 'lineFacts'].flatMap((member) => Object.keys(policy[member] ?? {}));
  } catch {
    return [];
  }
}
