INSERT INTO meeting (id, held_on, mode, level, company_id, project_id, place, lead_person, our_people, their_people, topics, asks,
  promises, blockers, next_step, next_owner, next_owner_id, next_due_on, next_done_on, trip, logged_by)
VALUES (:id, :held_on, :mode, :level, :company_id, :project_id, :place, :lead_person, :our_people, :their_people, :topics, :asks,
  :promises, :blockers, :next_step, :next_owner, :next_owner_id, :next_due_on, :next_done_on, :trip, :logged_by);
