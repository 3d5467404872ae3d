SELECT coalesce(company.name_zh, company.name_en) || ' ' || meeting.held_on, topics, asks, promises, blockers, next_step, our_people, their_people, place
FROM meeting JOIN company ON company.id = meeting.company_id WHERE meeting.id = :id;
