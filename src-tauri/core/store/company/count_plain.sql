SELECT count(*) FROM company;
