# Rankings and one’s own figures
rank-title = <b>Ranking: { $span }</b> · { $scope } · { $topic }
rank-page = Whole list, page { $page }
rank-empty = Nobody is on the board yet. Send /quiz and be the first.
rank-row = { $place } { $name } { $unit } · { $points } pts { $percent }%
rank-me = ◀ you
rank-count = { $people ->
    [one] 1 person
   *[other] { $people } people
} on the board (with points and the share of right answers)
span-day = today
span-week = this week
span-month = this month
span-all = all time
scope-office = whole office
scope-unit = my unit
topic-all = all topics
button-topic = Switch to: { $topic }
button-whole-list = Whole list
button-short-list = ◀ Only the top
button-page-back = ◀ Page back
button-page-on = Next page ▶
erased-name = (erased)
me-title = <b>Me</b> · { $name } ({ $staff_no })
me-unit = Unit: { $unit }
me-today = Today: { $points } of at most { $cap } points
me-standing = { $span }: place { $place }, { $points } points, { $answered } answered, { $percent }% right
me-no-standing = { $span }: no answers yet
me-streak = Right in a row: { $current } (best: { $best })
me-book = Wrong questions: { $wrong } (mastered: { $mastered })
button-book = Practise them
