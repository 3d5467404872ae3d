### Target companies

key-search = search
companies-search = Name, English, pinyin, initials
companies-none = No company fits
companies-empty = No companies yet
companies-empty-text = Import a list first, such as the Fortune Global 500: companies, ranks and countries come with it.
companies-empty-do = Import a list
filter-list = List
filter-edition = Edition
filter-tier = Rank
filter-visited = Visited
edition-newest = newest
edition-year = { $year }
visited-yes = Visited
visited-no = Not visited
rank-listed = listed
line-short-F500 = F500
line-short-C500 = C500
line-short-I100 = I100
unit-revenue = US$m
company-rank = Rank
company-name = Company
company-lines = Lists
company-country = Country
company-industry = Industry
company-revenue = Revenue
company-last-met = Last met
company-met-count = { $count ->
    [one] met once
   *[other] met { $count } times
}
company-owner = Owner
company-delivered = Delivered
company-delivered-all = Delivered in all
company-panel = Company
company-aliases = Also called
company-uscc = Credit code
company-lei = LEI
company-headquarters = Headquarters
company-note = Note
company-source = Source
company-ranks = Ranks by year
company-parents = Owned by
company-children = Owns
company-timeline = Dealings
timeline-all = All
timeline-meeting = Meetings
timeline-project = Projects
timeline-fund = Money
timeline-none = No dealings yet
