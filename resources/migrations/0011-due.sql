-- due/: the team's list reads every open action by its day, and nothing but what stands here.
CREATE INDEX action_by_due ON action (state, due_date, action_id, case_id, owner_id, owner_name, text);
