import { type Figure, type FigureRegister, type FigureValue, valueOn } from '#src/knowledge/model/figures.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';

/** A figure with the value that holds on the asked date: what a computation reads and must cite. */
export interface KnownFigure {
  readonly figure: Figure;
  readonly value: FigureValue;
  /** The value as a number. */
  readonly number: number;
}

/** The register at a date, as calculators read it. */
export interface FiguresAt {
  readonly date: IsoDate;
  /**
   * A figure's value on the date.
   * @returns undefined when the register does not know it then: the computation can't be done, never guessed
   */
  get(id: string): KnownFigure | undefined;
}

/** Reads a register at the date of the consultation. */
export function figuresAt(register: FigureRegister, date: IsoDate): FiguresAt {
  return {
    date,
    get: (id) => {
      const figure = register.get(id);
      const value = figure && valueOn(figure, date);
      return figure && value && typeof value.value === 'number'
        ? { figure, value, number: value.value }
        : undefined;
    },
  };
}
