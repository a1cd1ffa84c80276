# Home, help, and short answers
home = Hello { $name }! Practise regulations, civilized language and professional ethics here. Tap a button or send /quiz.
home-bound = Hello { $name }! Your account is bound; your unit is { $unit }. You can start at once.
button-quiz = Quiz
button-rank = Ranking
button-me = Me
button-help = Help
button-todo = To do
help-title = <b>How to use baiti</b>
help-command = /{ $name } (or “{ $word }”): { $description }
command-quiz = A round of questions; leave and resume at any time
command-rank = Rankings
command-me = My points, places and wrong questions
command-todo = To do: binding requests, reported questions
command-stop = Leave for now; progress is kept
command-lang = 选择语言 / Language
command-help = How to use it
help-rules =
    <b>Rules</b>
    · A right answer earns the question’s points (usually 1), once for each question and day, up to { $cap } points a day. Speed earns nothing.
    · { $multiple }
    · Blanks are compared without spaces, punctuation and letter width.
    · Wrong questions go into your book and leave it after right answers in a row on { $days } different days.
    · Places go by points, then accuracy, then less time; equals share a place. Only the top and your neighbours are shown.
    · Every answer is saved at once: leave, or change your phone, and go on where you were.
rule-multiple-proportional = Several choices: all right scores full; a part of them scores in proportion, rounded down to half a point; one wrong choice scores 0.
rule-multiple-strict = Several choices score only if all are right.
rule-multiple-half = Several choices: all right scores full; a part of them scores half; one wrong choice scores 0.
unclear = I did not understand that. Send /quiz to practise or /help to see how it works.
too-long = That message is too long. Please send a shorter one.
unreadable = I can read only text and taps here. Please type, or tap a button.
file-too-large = This file is too large ({ $megabytes } MB); at most 20 MB can be taken. It was not kept.
file-not-here = The file was not kept. Administrators load banks and staff lists at the computer with baiti bank load and baiti staff load.
edited = Changing a message that was sent does not change an answer. Please send it anew.
language = 请选择语言 / Please choose a language:
not-yours = Only administrators can use this.
group = So as not to disturb the group, quizzes take place in the private chat with me.
button-private = Open the private chat
sorry = Sorry, something went wrong and what you just did had no effect. Please try again; if it fails again, tell your administrator this code: { $code }
inactive = You are no longer on the roster. Please ask your administrator.
released = This account is no longer bound.
toast-expired = This button is too old
toast-answered-already = Already answered
toast-nothing-ticked = Nothing chosen yet
toast-right = Right
toast-wrong = Wrong
toast-partly = Partly right
toast-flagged = Reported, thank you
toast-flagged-already = You have reported it already
toast-not-yours = Only administrators can use this
toast-decided-already = Someone has dealt with it already
toast-done = Done
