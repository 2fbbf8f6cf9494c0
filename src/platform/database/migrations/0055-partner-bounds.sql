-- Who was asked enough, and who said that it is not the moment, are left out each time partners are looked for.
CREATE INDEX partner_ask_asked ON partner_ask (asked_at);
CREATE INDEX partner_ask_busy ON partner_ask (ended_at) WHERE why = 'busy';
