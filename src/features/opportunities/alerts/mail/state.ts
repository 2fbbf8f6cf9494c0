import type { Block, Choice } from '#src/channel/blocks.ts';
import { button, choicesOf, words } from '#src/channel/make-blocks.ts';
import { alertButtons } from '#src/features/opportunities/alerts/buttons.ts';
import type { AlertMail } from '#src/features/opportunities/store/alert-mails.ts';
import { CONTACT_ACTIONS } from '#src/person/rules/contact-dialog.ts';
import { byMailButtons, byMailTexts as texts } from './texts.ts';

/** Asks for an address, and has it confirmed. */
export const addressButton: Choice = button(CONTACT_ACTIONS.ask, byMailButtons.address);

/** How the mails of somebody's alerts stand, in one sentence; none where they never asked for any. Pure. */
export function stateSentence({ state, address }: AlertMail): string | undefined {
  switch (state) {
    case 'never':
      return undefined;
    case 'wanted':
      // The address came by a way that begins nothing: they are asked.
      return address === undefined ? texts.isWanted : texts.offer(address);
    case 'off':
      return texts.isOff;
    case 'on':
      return address && texts.isOn(address);
    case 'refused':
      return address && texts.isRefused(address);
    case 'moved':
      return address === undefined ? texts.isForgotten : texts.isMoved(address);
    default:
      return state satisfies never;
  }
}

/** The ways to change how they stand. Pure. */
export function stateButtons({ state, address }: AlertMail): Choice[] {
  switch (state) {
    case 'on':
      return [alertButtons.noMail];
    case 'wanted':
      return [address === undefined ? addressButton : alertButtons.mail, alertButtons.noMail];
    case 'off':
      return [alertButtons.mailAgain];
    case 'refused':
      return [alertButtons.mailAgain, addressButton];
    case 'never':
    case 'moved':
      return [address === undefined && state === 'moved' ? addressButton : alertButtons.mail];
    default:
      return state satisfies never;
  }
}

/** Both. */
export const stateBlocks = (mail: AlertMail): Block[] => {
  const sentence = stateSentence(mail);
  return [...words(...(sentence === undefined ? [] : [sentence])), ...choicesOf(stateButtons(mail))];
};
