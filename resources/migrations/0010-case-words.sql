-- cases/: cases whose words, which lists look in, were written before a title and our own number
-- belonged to them. Sightline writes them anew when the casebook is opened, and empties this.
CREATE TABLE case_words_stale (case_id TEXT PRIMARY KEY REFERENCES planning_case (case_id));
INSERT INTO case_words_stale (case_id)
  SELECT case_id FROM planning_case WHERE title <> '' OR our_reference <> '';
