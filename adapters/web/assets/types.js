/**
 * Types of the page's scripts. What comes from the server is typed where it is made.
 * @typedef {import('../view.ts').MessageView} MessageView
 * @typedef {import('../view.ts').HistoryView} HistoryView
 * @typedef {import('../view.ts').ReceiptView} ReceiptView
 * @typedef {import('../view.ts').OpenedView} OpenedView
 * @typedef {import('../view.ts').OwnView} OwnView
 * @typedef {import('../view.ts').StepView} StepView
 * @typedef {import('../view.ts').BlockView} Block
 * @typedef {import('../../../src/channel/blocks.ts').RichText} RichText
 * @typedef {import('../../../src/channel/blocks.ts').SourceItem} SourceItem
 * @typedef {import('../../../src/channel/blocks.ts').Choice} Choice
 */

/**
 * What a person sends: words, or a button's command.
 * @typedef {{ text: string, label?: string } | { action: { value: string, label: string } }} Outgoing
 */

/**
 * A message on its way. It keeps its id until the server has it, so that sending again never doubles it.
 * @typedef {{ id: string, afterSeq: number, at: number } & Outgoing} Entry
 */

export {};
