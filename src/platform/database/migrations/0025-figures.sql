-- Questions and ratings of the bot's answers by hour (epoch milliseconds divided by 3,600,000), counted once an hour is
-- over. A row goes as soon as something in its hour changes, and is counted again: it holds no more than what the messages
-- say, and what « figure_kept » adds.
CREATE TABLE figure_hour (
  hour BIGINT PRIMARY KEY,
  questions BIGINT NOT NULL,
  alone BIGINT NOT NULL,
  up BIGINT NOT NULL,
  down BIGINT NOT NULL,
  counted_at BIGINT NOT NULL
);

-- The same of conversations that are gone: their figures stay when their words go.
CREATE TABLE figure_kept (
  hour BIGINT PRIMARY KEY,
  questions BIGINT NOT NULL,
  alone BIGINT NOT NULL,
  up BIGINT NOT NULL,
  down BIGINT NOT NULL
);

-- Cases are read by their times, without their words.
CREATE INDEX expert_case_figures_opened ON expert_case (opened_at, id, open_reason, first_answer_ms);
CREATE INDEX expert_case_figures_closed ON expert_case (closed_at, id, state, end_reason, first_answer_ms, resolved_ms) WHERE closed_at IS NOT NULL;
CREATE INDEX expert_case_rated ON expert_case (rated_at, id, rating) WHERE rated_at IS NOT NULL;
