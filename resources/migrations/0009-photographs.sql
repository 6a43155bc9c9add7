-- documents/: what an officer says is seen in a photograph, for readers who cannot see it; "" not
-- said: its caption stands for it.
ALTER TABLE photograph ADD COLUMN seen TEXT NOT NULL DEFAULT '';
