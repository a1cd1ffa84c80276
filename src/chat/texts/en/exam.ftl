# Exams, as those see them who sit them
moment = { $time } on { $day }/{ $month }
command-exam = See your exams, and sit them
button-exams = My exams
exams-none = There is no exam for you at present. You will be told of the next one beforehand.
exams-title = <b>My exams</b>
exams-line =
    <b>{ $title }</b>
    { $opens } to { $closes }
    { $state }
exam-coming = Not open yet
exam-open = Open now: tap the button below
exam-is-handed-in = Handed in
exam-over = Over
exam-released = The results are out
exam-excused = You need not sit it
entrance-title = <b>{ $title }</b> ({ $track })
entrance-paper =
    · { $questions } questions, { $full } marks, { $pass } to pass
    · { $minutes } minutes; all papers are taken in at { $closes }
entrance-attempt = · This is attempt { $nth } of { $of }
entrance-closed-book = · Closed book: nothing may be looked up, nobody asked; everything else here is closed meanwhile
entrance-open-book = · Open book: send “find words” during the exam to search the regulations that were put in here
entrance-rules =
    · Each tap is saved, and can be changed until you hand in
    · The clock starts with “Begin the exam” and does not stop when you leave; send “/exam” to go on, on another phone too
    · When the time is over, the paper is handed in by itself
    By tapping “Begin the exam” you promise to work on your own and to keep the rules.
entrance-code = · You will be asked for the code that is told in the room
button-begin-exam = Begin the exam
button-not-now = Not now
exam-code = Please type the code that is told in the room, and send it.
exam-code-wrong = That is not the code. Please look again at the one the proctor shows, type it and send it.
exam-code-too-many = Too many wrong codes. Please try again later, or ask a proctor.
refused-not-expected = You are not on the list of “{ $title }”. If you should be, please ask an administrator.
refused-excused = You need not sit “{ $title }”. If in doubt, please ask an administrator.
refused-not-yet = “{ $title }” opens at { $at }. You will be reminded.
refused-over = “{ $title }” was over at { $at }. If you could not sit it, please ask an administrator for a make-up exam.
refused-too-late = One could begin “{ $title }” until { $at }. Please ask a proctor at once to let you in.
refused-handed-in = You have handed in “{ $title }” already. You will be told when the results are out.
refused-withdrawn = “{ $title }” was called off or put off. Please wait for news.
paper-heading = <b>Question { $place }/{ $of }</b> · { $kind } · { $marks } marks
paper-time = ⏳ { $left } left (until { $ends })
exam-minutes = { $minutes } min
exam-seconds = { $seconds } s
paper-hint = { " " }Saved at once; can be changed until you hand in. { $answered }/{ $of } answered.
paper-hint-multiple = Several may be right; tap again to take one back.
paper-hint-open = { " " }To search the regulations, send “find words”.
button-mark = 🔖 Mark
button-unmark = Unmark
button-card = All questions
button-hand-in = Hand in
button-to-paper = ◀ To the paper
button-page-before = ◀ Before
button-page-after = After ▶
card =
    <b>All questions</b>: { $answered } answered, { $open } open, { $flagged } marked
    ⏳ { $left } left
    ✓ answered, 🔖 marked, only a number: open. Tap a number to go there.
hand-in-title = <b>Hand in</b>: { $answered } of { $of } questions answered
hand-in-open = ⚠️ { $number } still open: { $places }
hand-in-flagged = 🔖 Marked: { $places }
hand-in-sure = { $left } left. Nothing can be changed afterwards. Hand in?
exam-places-more = { $places } and more
button-first-open = To question { $place }
button-hand-in-now = Yes, hand in
handed-in = <b>Handed in</b>: { $title }
handed-in-time = <b>The time is over; your paper was handed in</b>: { $title }
handed-in-proctor = <b>A proctor has taken your paper in</b>: { $title }
handed-in-answered = { $answered } of { $of } questions answered.
handed-in-mark = Mark: { $earned } of { $full } ({ $percent }%), { $result }.
handed-in-later = You will be told when the results are out.
exam-passed = passed
exam-failed = not passed
exam-goes-on = You are sitting an exam; everything else has to wait until you have handed in. { $left } left: please go back to the paper.
exam-goes-on-open = You are sitting an exam; apart from “find words”, everything else has to wait until you have handed in. { $left } left: please go back to the paper.
exam-goes-on-toast = You are sitting an exam: please hand in first
exam-kept = Saved
exam-other-kind = This question wants another kind of answer, see below it
exam-handed-in-already = Handed in: nothing can be changed
