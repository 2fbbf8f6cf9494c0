-- The hours, by the clocks of Paris, and the days of the week at which a company wants to be told, as JSON; NULL for the usual ones.
ALTER TABLE alert ADD COLUMN chosen_times TEXT;
ALTER TABLE alert_wish ADD COLUMN chosen_times TEXT;
