import { button, h } from './dom.js';
import { texts } from './staff-texts.js';

/**
 * @typedef {{ from: string, to: string }} Range
 * @typedef {{ from: string, to: string, label: string }} Closing
 * @typedef {{ week: Record<string, Range[]>, closingDays: Closing[], targetMinutes: number }} Hours
 */

/**
 * The line where mistakes of a place are told.
 * @param {string} place
 */
const mistakeLine = (place) =>
  h('p', {
    class: 'mistake',
    id: `mistake-${place.replaceAll('.', '-')}`,
    'data-mistake': place,
    hidden: true,
    tabindex: '-1',
  });

/**
 * @param {string} label
 * @param {string} place whose mistakes are told of it
 * @param {Record<string, string>} attributes
 */
const input = (label, place, attributes) =>
  h('input', {
    'aria-label': label,
    'aria-describedby': `mistake-${place.replaceAll('.', '-')}`,
    ...attributes,
  });

/**
 * The form of the hours; `onChange` hears each change of its shape.
 * @param {Hours} hours
 */
export function hoursForm(hours) {
  const form = h('form', { novalidate: true, 'aria-labelledby': 'hours-title' });
  for (const [index, name] of texts.days.entries())
    form.append(dayField(String(index + 1), name, hours.week[index + 1] ?? []));
  form.append(
    h('p', { class: 'mistake', 'data-mistake': 'week', id: 'mistake-week', hidden: true, tabindex: '-1' }),
  );
  form.append(targetField(hours.targetMinutes), closingsField(hours.closingDays));
  form.append(
    h('p', { class: 'mistake', 'data-mistake': '', id: 'mistake-all', hidden: true, tabindex: '-1' }),
  );
  form.append(h('div', { class: 'buttons' }, h('button', { class: 'primary', type: 'submit' }, texts.save)));
  return form;
}

/**
 * @param {string} number 1 for Monday
 * @param {string} name
 * @param {readonly Range[]} ranges
 */
function dayField(number, name, ranges) {
  const list = h('div', { class: 'ranges' });
  const closed = h('p', { class: 'hint' }, texts.closed);
  /** Names follow the order of the lines: mistakes are told by it. */
  const redraw = (/** @type {readonly Range[]} */ shown) => {
    closed.hidden = shown.length > 0;
    list.replaceChildren(
      ...shown.map((range, index) => {
        const place = `week.${number}.${index}`;
        const line = index + 1;
        const remove = button(
          { class: 'quiet', 'aria-label': texts.removeRange(name, line) },
          [texts.remove],
          () => {
            redraw(rangesIn(list).filter((_, other) => other !== index));
            add.focus();
          },
        );
        return h(
          'div',
          { class: 'range' },
          h(
            'div',
            { class: 'line' },
            h('span', { 'aria-hidden': 'true' }, texts.from),
            input(texts.rangeFrom(name, line), place, {
              type: 'time',
              value: range.from,
              'data-range': 'from',
            }),
            h('span', { 'aria-hidden': 'true' }, texts.to),
            // The clock of a field ends at 23:59: midnight as an end is its 00:00.
            input(texts.rangeTo(name, line), place, {
              type: 'time',
              value: range.to === '24:00' ? '00:00' : range.to,
              'data-range': 'to',
            }),
            remove,
          ),
          mistakeLine(place),
        );
      }),
    );
  };
  const add = button({ class: 'quiet', 'aria-label': texts.addRangeOf(name) }, [texts.addRange], () => {
    redraw([...rangesIn(list), { from: '', to: '' }]);
    /** @type {HTMLElement | null} */ (list.querySelector('.range:last-child input'))?.focus();
  });
  redraw(ranges);
  const legend = h('legend', {}, `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
  return h('fieldset', { 'data-day': number }, legend, list, closed, mistakeLine(`week.${number}`), add);
}

/**
 * @param {Element} list
 * @returns {Range[]}
 */
const rangesIn = (list) =>
  [...list.querySelectorAll('.range')].map((line) => {
    const from = valueIn(line, '[data-range=from]');
    const to = valueIn(line, '[data-range=to]');
    return { from, to: to === '00:00' ? '24:00' : to };
  });

/** @param {number} minutes */
function targetField(minutes) {
  const place = 'targetMinutes';
  const field = h('input', {
    id: 'target',
    type: 'number',
    inputmode: 'numeric',
    min: '1',
    max: '10000',
    step: '1',
    value: String(minutes),
    'aria-describedby': `mistake-${place} target-is`,
  });
  const length = h('p', { class: 'hint', id: 'target-is' });
  const tell = () => {
    const value = Number(field.value);
    const hours = Math.floor(value / 60);
    const rest = value % 60;
    const parts = [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean);
    length.textContent = Number.isInteger(value) && value > 0 ? texts.targetIs(parts.join(' ')) : '';
  };
  field.addEventListener('input', tell);
  tell();
  return h(
    'div',
    { class: 'field' },
    h('label', { for: 'target' }, texts.target),
    field,
    length,
    mistakeLine(place),
  );
}

/** @param {readonly Closing[]} closings */
function closingsField(closings) {
  const list = h('div', { class: 'closings' });
  const none = h('p', { class: 'hint' }, texts.noClosing);
  const redraw = (/** @type {readonly Closing[]} */ shown) => {
    none.hidden = shown.length > 0;
    list.replaceChildren(
      ...shown.map((closing, index) => {
        const place = `closingDays.${index}`;
        const field = (
          /** @type {string} */ label,
          /** @type {string} */ name,
          /** @type {string} */ type,
          /** @type {string} */ value,
        ) =>
          h(
            'label',
            { class: 'small' },
            label,
            h('input', {
              type,
              value,
              'data-closing': name,
              'aria-describedby': `mistake-closingDays-${index}`,
            }),
          );
        const remove = button(
          { class: 'quiet', 'aria-label': texts.removeClosing(closing.label || String(index + 1)) },
          [texts.remove],
          () => {
            redraw(closingsIn(list).filter((_, other) => other !== index));
            add.focus();
          },
        );
        return h(
          'div',
          { class: 'closing' },
          h(
            'div',
            { class: 'line' },
            field(texts.closingLabel, 'label', 'text', closing.label),
            field(texts.closingFrom, 'from', 'date', closing.from),
            field(texts.closingTo, 'to', 'date', closing.to),
            remove,
          ),
          mistakeLine(place),
        );
      }),
    );
  };
  const add = button({ class: 'quiet' }, [texts.addClosing], () => {
    redraw([...closingsIn(list), { from: '', to: '', label: '' }]);
    /** @type {HTMLElement | null} */ (list.querySelector('.closing:last-child input'))?.focus();
  });
  redraw(closings);
  return h('fieldset', {}, h('legend', {}, texts.closings), list, none, mistakeLine('closingDays'), add);
}

/**
 * @param {Element} list
 * @returns {Closing[]}
 */
const closingsIn = (list) =>
  [...list.querySelectorAll('.closing')].map((line) => ({
    from: valueIn(line, '[data-closing=from]'),
    to: valueIn(line, '[data-closing=to]'),
    label: valueIn(line, '[data-closing=label]'),
  }));

/**
 * @param {Element} around
 * @param {string} selector
 */
const valueIn = (around, selector) => /** @type {HTMLInputElement} */ (around.querySelector(selector)).value;

/**
 * What the form holds, mistakes and all.
 * @param {HTMLFormElement} form
 * @returns {Hours}
 */
export function hoursIn(form) {
  const days = [...form.querySelectorAll('[data-day]')].map((field) => [
    /** @type {HTMLElement} */ (field).dataset.day,
    rangesIn(field),
  ]);
  return {
    week: Object.fromEntries(days),
    closingDays: closingsIn(form),
    targetMinutes: Number(valueIn(form, '#target') || 'none'),
  };
}
