-- What is shown of the meeting :id, and its texts in the order of search::minutes::TEXTS.
SELECT coalesce(company.name_zh, company.name_en) || ' ' || meeting.held_on,
       topics, asks, promises, blockers, next_step, place, trip, lead_person, our_people, their_people
FROM meeting JOIN company ON company.id = meeting.company_id WHERE meeting.id = :id;
