/** What Teams would not draw in an Adaptive Card, from the schema of version 1.5 and the limits of its host. */

type Json = Readonly<Record<string, unknown>>;

/** Properties that every element may have. */
const COMMON = ['type', 'id', 'isVisible', 'separator', 'spacing', 'height', 'fallback', 'requires'];
const TEXT = ['text', 'color', 'size', 'weight', 'isSubtle', 'fontType'];
/** Elements that the hotline may use: what they need, and what else they may have. */
const ELEMENTS: Readonly<Record<string, { needs: readonly string[]; may: readonly string[] }>> = {
  TextBlock: { needs: ['text'], may: [...TEXT, 'wrap', 'maxLines', 'horizontalAlignment', 'style'] },
  RichTextBlock: { needs: ['inlines'], may: ['horizontalAlignment'] },
  Container: { needs: ['items'], may: ['style', 'selectAction', 'bleed', 'minHeight'] },
  ColumnSet: { needs: ['columns'], may: ['style', 'selectAction', 'bleed'] },
  Column: { needs: [], may: ['items', 'width', 'style', 'selectAction', 'verticalContentAlignment'] },
  ActionSet: { needs: ['actions'], may: [] },
  'Input.Text': {
    needs: ['id'],
    may: ['placeholder', 'isMultiline', 'maxLength', 'value', 'label', 'isRequired'],
  },
};
const ACTIONS: Readonly<Record<string, { needs: readonly string[]; may: readonly string[] }>> = {
  'Action.Submit': { needs: ['title'], may: ['data', 'style', 'associatedInputs', 'tooltip'] },
  'Action.Execute': {
    needs: ['title', 'verb', 'data'],
    may: ['data', 'style', 'associatedInputs', 'fallback'],
  },
  'Action.OpenUrl': { needs: ['title', 'url'], may: ['style', 'tooltip'] },
  'Action.ToggleVisibility': { needs: ['title', 'targetElements'], may: ['style', 'tooltip'] },
};
const ENUMS: Readonly<Record<string, RegExp>> = {
  color: /^(?:default|dark|light|accent|good|warning|attention)$/i,
  size: /^(?:default|small|medium|large|extraLarge)$/i,
  weight: /^(?:default|lighter|bolder)$/i,
  spacing: /^(?:default|none|small|medium|large|extraLarge|padding)$/i,
};
const CONTAINER_STYLE = /^(?:default|emphasis|good|attention|warning|accent)$/i;
/** Teams cuts a set of buttons after six. */
const MOST_ACTIONS = 6;
/** Teams refuses deeper nesting of containers in practice; a phone can't show it anyway. */
const DEEPEST = 6;

/** What is wrong with a card, one line a fault; none when Teams draws it. */
export function cardFaults(card: unknown): string[] {
  const faults: string[] = [];
  if (!isObject(card)) return ['not an object'];
  if (card.type !== 'AdaptiveCard') faults.push('type is not AdaptiveCard');
  if (!/^1\.[0-5]$/.test(String(card.version))) faults.push(`version ${card.version} is not drawn`);
  for (const key of Object.keys(card))
    if (
      !['type', '$schema', 'version', 'lang', 'msteams', 'body', 'actions', 'fallbackText', 'speak'].includes(
        key,
      )
    )
      faults.push(`unknown property ${key}`);
  const body = Array.isArray(card.body) ? card.body : [];
  if (body.length === 0) faults.push('an empty card');
  const ids = new Set<string>();
  const targets: string[] = [];
  for (const element of body) visit(element, 'body', 1, { faults, ids, targets });
  for (const target of targets) if (!ids.has(target)) faults.push(`nothing is called ${target}`);
  return faults;
}

interface Seen {
  readonly faults: string[];
  readonly ids: Set<string>;
  readonly targets: string[];
}

function visit(element: unknown, where: string, depth: number, seen: Seen): void {
  const { faults, ids } = seen;
  if (!isObject(element)) return void faults.push(`${where}: not an object`);
  const type = String(element.type);
  const rule = ELEMENTS[type];
  const at = `${where}/${type}`;
  if (!rule) return void faults.push(`${at}: unknown element`);
  if (depth > DEEPEST) faults.push(`${at}: nested too deep`);
  checkProperties(element, rule, COMMON, at, faults);
  if (typeof element.id === 'string') {
    if (ids.has(element.id)) faults.push(`${at}: id ${element.id} twice`);
    ids.add(element.id);
  }
  if (type === 'TextBlock' && !isText(element.text)) faults.push(`${at}: no text`);
  if (['Container', 'ColumnSet', 'Column'].includes(type) && element.style !== undefined)
    if (!CONTAINER_STYLE.test(String(element.style))) faults.push(`${at}: style ${element.style}`);
  if (isObject(element.selectAction)) checkAction(element.selectAction, at, seen);
  const inlines = Array.isArray(element.inlines) ? element.inlines : [];
  if (type === 'RichTextBlock' && inlines.length === 0) faults.push(`${at}: no text`);
  for (const inline of inlines) checkRun(inline, at, faults);
  const actions = Array.isArray(element.actions) ? element.actions : [];
  if (type === 'ActionSet' && actions.length === 0) faults.push(`${at}: no action`);
  if (actions.length > MOST_ACTIONS) faults.push(`${at}: ${actions.length} actions`);
  for (const action of actions) checkAction(action, at, seen);
  for (const child of [element.items, element.columns].flat())
    if (child !== undefined) visit(child, at, depth + 1, seen);
}

function checkRun(inline: unknown, at: string, faults: string[]): void {
  if (!isObject(inline) || inline.type !== 'TextRun')
    return void faults.push(`${at}: an inline that is no TextRun`);
  if (typeof inline.text !== 'string' || inline.text === '') faults.push(`${at}: an empty TextRun`);
  checkProperties(inline, { needs: ['text'], may: [...TEXT, 'italic', 'underline'] }, ['type'], at, faults);
}

function checkAction(action: unknown, where: string, seen: Seen): void {
  const { faults } = seen;
  if (!isObject(action)) return void faults.push(`${where}: an action that is no object`);
  const rule = ACTIONS[String(action.type)];
  const at = `${where}/${action.type}`;
  if (!rule) return void faults.push(`${at}: unknown action`);
  checkProperties(action, rule, ['type', 'id'], at, faults);
  if (!isText(action.title)) faults.push(`${at}: no title`);
  if (action.url !== undefined && !/^https?:\/\//.test(String(action.url)))
    faults.push(`${at}: url ${action.url}`);
  if (action.data !== undefined && !isObject(action.data)) faults.push(`${at}: data that is no object`);
  if (Array.isArray(action.targetElements)) seen.targets.push(...action.targetElements.map(String));
  if (action.fallback !== undefined) checkAction(action.fallback, at, seen);
}

function checkProperties(
  object: Json,
  { needs, may }: { needs: readonly string[]; may: readonly string[] },
  common: readonly string[],
  at: string,
  faults: string[],
): void {
  for (const name of needs) if (object[name] === undefined) faults.push(`${at}: ${name} is missing`);
  for (const [name, value] of Object.entries(object)) {
    if (![...needs, ...may, ...common].includes(name)) faults.push(`${at}: unknown property ${name}`);
    const allowed = ENUMS[name];
    if (allowed && !allowed.test(String(value))) faults.push(`${at}: ${name} ${value}`);
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

/** A button of a card, as somebody sees it. */
export interface CardButton {
  readonly title: string;
  readonly type: string;
  readonly action: Json;
}

/** What somebody sees of a card: its words, line by line, and its buttons. Folded parts are not seen. */
export function readCard(card: unknown): { readonly lines: string[]; readonly buttons: CardButton[] } {
  const lines: string[] = [];
  const buttons: CardButton[] = [];
  const read = (element: unknown): void => {
    if (!isObject(element) || element.isVisible === false) return;
    if (typeof element.text === 'string') lines.push(element.text);
    if (Array.isArray(element.inlines))
      lines.push(element.inlines.map((run) => (isObject(run) ? String(run.text) : '')).join(''));
    const { selectAction } = element;
    // A row that is pressed as a whole is a button too; one that opens a page is a link.
    const whole = isObject(selectAction) && selectAction.type !== 'Action.OpenUrl' ? [selectAction] : [];
    for (const action of [...whole, ...(Array.isArray(element.actions) ? element.actions : [])])
      if (isObject(action)) buttons.push({ title: String(action.title), type: String(action.type), action });
    for (const child of [element.body, element.items, element.columns].flat()) read(child);
  };
  read(card);
  return { lines, buttons };
}
