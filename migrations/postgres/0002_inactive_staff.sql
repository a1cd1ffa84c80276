-- Those who left: few, and looked up by every ranking.
CREATE INDEX staff_inactive ON staff (id) WHERE NOT active;
