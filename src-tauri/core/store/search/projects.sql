SELECT project.id, code, project.name, owner_name, user.name
FROM project LEFT JOIN user ON user.id = project.owner_id AND user.name IS NOT owner_name ORDER BY project.id;
