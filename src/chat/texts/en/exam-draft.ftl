# A new exam, step by step
button-new-exam = New exam
draft-new =
    <b>New exam</b>: please choose.
    · Closed book: nothing may be looked up
    · Open book: things may be looked up
    · Two tracks: closed book under 40, open book from 40, one list with two rankings
    Each step is kept; you may leave at any time.
draft-too-many = Too many exams were begun today. Please change one of the drafts, or come back tomorrow.
draft-changed-meanwhile = This draft can't be changed any more; perhaps it was published.
button-preset-closed = Closed book
button-preset-open = Open book
button-preset-two = Two tracks
draft-heading = <b>{ $title }</b> (draft)
draft-heading-guided = <b>{ $title }</b> (draft), step { $nth }/{ $of }
button-next-step = Next ▶
button-save-draft = Keep as a draft
draft-title = What is it called? Type the title and send it.
draft-title-wrong = A title has at most { $most } characters. Please type it again and send it.
draft-when =
    At present: { $when }.
    To change it, type the date and time and send them, for example: 12-20 9:00, or 2026-12-20 09:00-11:00.
draft-when-unclear = “{ $text }” was not understood. Please type it like this: 2026-12-20 09:00-11:00.
draft-when-past = “{ $text }” is over. Please type a time to come, for example: 2026-12-20 09:00-11:00.
draft-when-backwards = “{ $text }” ends before it begins. Please type it like this: 2026-12-20 09:00-11:00.
draft-when-sure = You typed <b>{ $when }</b>. Is that right?
draft-when-span = { $from } to { $until }
draft-moment = { $weekday } { $day }/{ $month }/{ $year } { $time }
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
button-when-yes = Yes, that is right
button-when-again = No, type it again
draft-minutes = For how many minutes does one sit? At present { $minutes }.
draft-who-everybody = Who sits it? At present everybody, { $number } people.
draft-who-some = Who sits it? At present { $units } units, and { $people } people by name.
draft-who-how = Tap a unit to choose it with all below it, and again to leave it out. For single people, type their staff numbers with blanks between them and send them.
draft-who-unknown = Nobody has these staff numbers: { $names }. Nothing was changed; please correct them and send them again.
draft-who-more = Only the first { $shown } units are listed; please type staff numbers for others.
button-everybody = Everybody
draft-unit = { $unit } ({ $number })
draft-paper = What is asked? At present { $questions } questions, { $full } marks.
draft-paper-how = Tap topics or banks to choose them, and again to leave them out; without any all banks are used. Choose one of the papers; where there are not enough questions, fewer are asked.
draft-paper-more = Only the first { $shown } are listed.
draft-source = { $source } ({ $number } questions)
draft-template = { $number } { $kind }×{ $marks }
draft-kind-single = single
draft-kind-multiple = multiple
draft-kind-judge = judge
draft-kind-blank = blank
between-template = { " + " }
draft-pass = Which mark passes? The full mark is { $full }; at present { $pass } pass.
button-pass = { $pass } marks ({ $percent }%)
draft-code-none = A code for the room? At present none. Proctors tell it in the room; without it nobody can begin.
draft-code-changing = A code for the room? At present one that changes every 5 minutes. Proctors tell it in the room; without it nobody can begin.
draft-code-fixed = A code for the room? At present a fixed one. Proctors tell it in the room; without it nobody can begin.
button-code-none = No code
button-code-changing = A changing one
button-step-title = Title
button-step-when = Time
button-step-minutes = Length
button-step-who = People
button-step-paper = Paper
button-step-pass = Pass mark
button-step-code = Code
