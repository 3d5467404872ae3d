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
edition-year = { $year }
visited-yes = Visited
visited-no = Not visited
rank-listed = listed
company-rank = Rank
company-name = Company
company-country = Country
company-industry = Industry
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
company-ranks = Ranks by year
company-parents = Owned by
company-children = Owns
company-timeline = Dealings
timeline-all = All
timeline-meeting = Meetings
timeline-project = Projects
timeline-fund = Money
timeline-none = No dealings yet
all-companies = All companies
company-meetings = Meetings
