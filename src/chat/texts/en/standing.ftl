# Rankings and one’s own figures
rank-title = <b>Ranking: { $span }</b> · { $scope } · { $topic }
rank-empty = Nobody is on the board yet. Send /quiz and be the first.
rank-figures = { $points } points, { $percent }%
rank-count = { $people ->
    [one] 1 person
   *[other] { $people } people
} on the board
span-day = today
span-week = this week
span-month = this month
span-all = all time
scope-office = whole office
scope-unit = my unit
topic-all = all topics
button-topic = Topic: { $topic }
button-whole-list = Whole list
button-short-list = ◀ Back
button-page-back = ◀ Page back
button-page-on = Next page ▶
erased-name = (erased)
me-title = <b>{ $name }</b> ({ $staff_no }) { $unit }
me-today = Today: { $points } of at most { $cap } points
me-standing = { $span }: place { $place }, { $figures }, { $answered } answered
me-no-standing = { $span }: no answers yet
me-streak = Right in a row: { $current }, at most { $best }
me-book = Wrong questions: { $wrong }, mastered { $mastered }
button-book = Practise them
