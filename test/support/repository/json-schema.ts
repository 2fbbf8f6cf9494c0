/** Checks a value against a JSON schema of draft 4 to 7, with the words that such schemas of ours use. */

type Json = Readonly<Record<string, unknown>>;

/** Words that say nothing of what is valid. */
const ANNOTATIONS = new Set(['$schema', 'description', 'title', 'default', 'definitions', 'id', 'format']);

/**
 * What is wrong with a value, one line a fault.
 * @throws Error when the schema uses a word that is not known here: nothing is taken for valid by ignorance
 */
export function schemaFaults(root: Json, value: unknown, schema: Json = root, at = '$'): string[] {
  if (typeof schema.$ref === 'string') return schemaFaults(root, value, resolve(root, schema.$ref), at);
  return Object.entries(schema).flatMap(([word, rule]) => {
    if (ANNOTATIONS.has(word)) return [];
    const check = CHECKS[word];
    if (!check) throw new Error(`unknown word ${word} in the schema, at ${at}`);
    return check({ root, schema, rule, value, at });
  });
}

interface Check {
  readonly root: Json;
  readonly schema: Json;
  readonly rule: unknown;
  readonly value: unknown;
  readonly at: string;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fault = (isWrong: boolean, at: string, what: string): string[] => (isWrong ? [`${at}: ${what}`] : []);
const lengthOf = (value: string) => Array.from(value).length;

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  null: (value) => value === null,
};

const CHECKS: Readonly<Record<string, (check: Check) => string[]>> = {
  type: ({ rule, value, at }) => fault(!TYPES[String(rule)]?.(value), at, `is not of type ${rule}`),
  const: ({ rule, value, at }) => fault(value !== rule, at, `is not ${rule}`),
  enum: ({ rule, value, at }) =>
    fault(!(rule as unknown[]).includes(value), at, `${value} is not one of ${rule}`),
  pattern: ({ rule, value, at }) =>
    fault(
      typeof value === 'string' && !new RegExp(String(rule), 'u').test(value),
      at,
      `does not match ${rule}`,
    ),
  maxLength: ({ rule, value, at }) =>
    fault(typeof value === 'string' && lengthOf(value) > Number(rule), at, `is longer than ${rule}`),
  minLength: ({ rule, value, at }) =>
    fault(typeof value === 'string' && lengthOf(value) < Number(rule), at, `is shorter than ${rule}`),
  maximum: ({ rule, value, at }) =>
    fault(typeof value === 'number' && value > Number(rule), at, `is above ${rule}`),
  minimum: ({ rule, value, at }) =>
    fault(typeof value === 'number' && value < Number(rule), at, `is below ${rule}`),
  maxItems: ({ rule, value, at }) =>
    fault(Array.isArray(value) && value.length > Number(rule), at, `has more than ${rule} items`),
  minItems: ({ rule, value, at }) =>
    fault(Array.isArray(value) && value.length < Number(rule), at, `has less than ${rule} items`),
  uniqueItems: ({ rule, value, at }) =>
    fault(
      rule === true &&
        Array.isArray(value) &&
        new Set(value.map((item) => JSON.stringify(item))).size < value.length,
      at,
      'has an item twice',
    ),
  required: ({ rule, value, at }) =>
    (rule as string[]).flatMap((name) =>
      fault(isObject(value) && !(name in value), at, `${name} is missing`),
    ),
  items: ({ root, rule, value, at }) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => schemaFaults(root, item, rule as Json, `${at}[${index}]`))
      : [],
  properties: ({ root, rule, value, at }) =>
    isObject(value)
      ? Object.entries(rule as Record<string, Json>).flatMap(([name, inner]) =>
          name in value ? schemaFaults(root, value[name], inner, `${at}.${name}`) : [],
        )
      : [],
  additionalProperties: ({ schema, rule, value, at }) =>
    rule === false && isObject(value)
      ? Object.keys(value).flatMap((name) =>
          fault(!(name in ((schema.properties ?? {}) as Json)), at, `${name} is not known`),
        )
      : [],
};

function resolve(root: Json, reference: string): Json {
  let found: unknown = root;
  for (const name of reference.replace(/^#\//, '').split('/')) found = (found as Json | undefined)?.[name];
  if (!isObject(found)) throw new Error(`nothing at ${reference} in the schema`);
  return found;
}
