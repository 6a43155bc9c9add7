-- What the database has to know to hold the decision table of quality assurance against whoever
-- writes to the file by another way than the program (security.md E-03; store/sqlite has the
-- triggers). The program writes these two tables from the pack "review" and the force's profile when
-- it opens a casebook and they say something else.

-- The lines in the order in which they are tried; the first that fits decides, and what none allows
-- is refused. Lists are words with a space before and after each. A condition: 1 it has to hold, 0 it
-- must not, NULL it does not matter.
CREATE TABLE review_rule (
  position BIGINT PRIMARY KEY,
  rule_id TEXT NOT NULL,
  actions TEXT NOT NULL,
  roles TEXT NOT NULL,
  states TEXT NOT NULL,
  author BIGINT CHECK (author IN (0, 1)),
  opener BIGINT CHECK (opener IN (0, 1)),
  objection BIGINT CHECK (objection IN (0, 1)),
  award BIGINT CHECK (award IN (0, 1)),
  open_comments BIGINT CHECK (open_comments IN (0, 1)),
  blocking_remarks BIGINT CHECK (blocking_remarks IN (0, 1)),
  draft_differs BIGINT CHECK (draft_differs IN (0, 1)),
  reason BIGINT CHECK (reason IN (0, 1)),
  manager_is_author BIGINT CHECK (manager_is_author IN (0, 1)),
  copy BIGINT CHECK (copy IN (0, 1)),
  allows BIGINT NOT NULL CHECK (allows IN (0, 1))
);

-- Actions of the audit trail that make nobody an author of a response; every other one does. One
-- that "records" makes an author of the papers of its sheet.
CREATE TABLE review_step (
  action TEXT PRIMARY KEY,
  step TEXT NOT NULL CHECK (step IN ('looks', 'reviews', 'prepares', 'records'))
);

-- Remarks of the drafting rules that blocked when the version was submitted, overruled or not, and
-- the roles that may overrule each.
CREATE TABLE version_block (
  version_id TEXT NOT NULL REFERENCES version (version_id),
  remark_key TEXT NOT NULL,
  overrule TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (version_id, remark_key)
);

-- Who brought a version into the state it is in.
ALTER TABLE version ADD COLUMN changed_by TEXT NOT NULL DEFAULT '';

-- Whether the role of who issued stood on their own word.
ALTER TABLE issued_response ADD COLUMN self_declared BIGINT NOT NULL DEFAULT 0
  CHECK (self_declared IN (0, 1));
