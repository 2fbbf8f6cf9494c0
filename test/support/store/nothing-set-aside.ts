/** Messages that the hotline gave up reading: a kill of the process is no proof against any of them. */
export const SET_ASIDE = 'SELECT message_id FROM turn_trouble WHERE set_aside_at IS NOT NULL';
