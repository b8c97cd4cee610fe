<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>Errors</name>
    <message>
        <source>Read the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report of what failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> It has happened {number} times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something failed inside Transcribe Desk ({kind}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you did last may not have taken place. Everything before it is in the study.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on working. If it happens again, lock the study and open it anew; the report, which holds nothing of your study, helps whoever looks after the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report cannot be written there ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the manual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chapters of the manual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No chapter says that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guided tour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of the manual</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Participants</name>
    <message>
        <source>Study ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Real name · secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other names · secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role · withheld from exports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants of this study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>← Interviews</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the interviews</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a column…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read a table…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take in all recordings that a CSV or Excel table names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the new column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>age band, years of service …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to count yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} not counted: a value is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{few} held by too few.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{few} held by few.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No combination is held by too few.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish as one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish as one: suggestion {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apart again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish apart again: {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who shares a combination with few others can be recognised by it. The table of participants is published with values given as one; names and roles never stand beside a study ID.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>No sound device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound is prepared once other work leaves room for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing the sound · {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How fast it plays, at the same pitch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play this turn over and over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the minute around the place that plays; turn the wheel for more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text follows all the same. Plug in headphones or a loudspeaker to hear it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound is not in the study any more; the text stays editable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound was deleted on {day}; the text stays editable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed {speed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing the sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place in the recording</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>This computer was asleep from {since} to {until}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is lost: the work waited and goes on now. Times left do not count the sleep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For long queues leave the lid open and the charger in.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Free software under the MIT licence. With Qt {version}, used under the LGPL: its parts lie beside the program and can be replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data in the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>see its own notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the self-test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the report for an ethics board…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recordings and transcripts are worked on by this computer alone. The program shuts itself off from the network when it starts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying to reach the network…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report cannot be written there ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report is saved as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed at {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not work with recordings on this computer until it passes: save the report and show it to whoever looks after the computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The self-test failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play only while the pedal is held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the pedal’s key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most pedals send a function key, such as F4. The sound plays while it is down and stops when you let go; “Step back” says where it goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foot pedal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pedal’s key is {key}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key yet: press the button, then the pedal, then “Use this key”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast, light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast, dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For all text of the window, the transcript included.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds from the next start. The language of interviews is chosen in the study.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offered where a decision or a sign-off is recorded. It is kept on this computer, and in a study only where you sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install from a folder or memory stick…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install from a wheel file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models stay on this computer. This window has no network, so it cannot download one: bring it on a memory stick, or run this in a terminal while connected:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command that installs a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying and checking the model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every file is what the catalogue promises.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} is installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking {model}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model}: every file is what the catalogue promises.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check {model}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{megabytes} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>many languages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model packages (*.whl)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Package of a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comes with the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged: install it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause while I type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pitch of voices stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the sound steps back whenever it goes on, after a pause, after typing, or when a pedal is pressed again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In Correct mode the sound waits for you. In Listen mode it never does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted from the last key you press.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While typing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For every study on this computer. Each choice holds at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Card of keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the card of keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab moves from control to control everywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In text this key keeps its usual meaning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key types or moves in text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On many keyboards Ctrl+Alt with a character types another character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back 30 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward 30 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the turn again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop the turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play while held (foot pedal)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next doubtful word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous doubtful word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find and replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the turn to speaker {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap interviewer and participant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speakers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correcting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listen or correct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split the turn here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge with the next turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the last word to the next turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the first word of the next turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert the time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as inaudible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark an identifier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the machine’s original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the machine’s turn back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcribe the selection again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reviewing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept all of this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit the replacement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next undecided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge with another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweep by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the place again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark one word more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark one word fewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark one word more before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark one word fewer before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the job up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the job down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock the study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New key: press it here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys as in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add it beside the others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap the two keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it from the other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New key for “{action}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} cannot be used here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcribe Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{action}” has this key already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Go to Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline, enforced by the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline, enforced by this program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not offline: the self-test failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline, verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline, verified for this program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypted: {study}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>: {number} waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue {place} of {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue: {number} waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Study</name>
    <message>
        <source>Interviewers, divided by commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping; what is in stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that did not come in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The originals are where they were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it was held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it was held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>23 Oct 2018, or Oct 2018</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interviewers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in no export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The numbers stay and are never given to anybody else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date or month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {names} from the study?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound, transcript and decisions go too. Until the study is locked, undo brings all of it back. Numbers are never given again. Files exported before stay where they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} interviews: what you fill in changes for all of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pool…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep, note why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it may stay (secret, kept in the study)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The label they share in study IDs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A quote tagged {example} can be traced by anybody who knows the group. Pool the label with another organisation?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label of the organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Real name of the organisation, kept secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other real names, divided by commas, kept secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands for the organisation in a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the hospital</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label, as in study IDs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Real name (secret)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other real names (secret)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Becomes, in an anonymised text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Real names are encrypted, never exported, and looked for in every transcript.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower-case letters, digits, hyphens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add an organisation…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title, language, thresholds…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Study ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withheld from every export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit the organisation {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>becomes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shown as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose recordings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcribe {count} waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants table…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete for good now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop it by itself: then all recordings that it names come in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a table, no recording.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until the study is locked this can be undone. Numbers are never given again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pattern of study IDs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New numbers out of order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers of new participants then say nothing of when they were seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title of the study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language usually spoken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Red: fewer than</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amber: fewer than</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So few people who share their details may be recognised by them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interviews of this study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to sort; in the table, S sorts by the column you are in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo {what}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>The study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One line for each interview. The study ID is all that anybody outside will see: a number and the type of organisation. Drop recordings here to bring them in; they are copied and encrypted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recordings become text here, on this computer and without a network. Go on meanwhile: what is finished stays, even if the power fails.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the text while you listen. Dots stand under words that the machine was unsure of; F8 goes from one to the next. Type anywhere; every step can be taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who speaks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who asks and who answers is a proposal. Swap the two with one click if it is wrong, or rename, merge and reassign speakers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that may identify somebody, once for the whole study. A accepts, R rejects, Space plays the word, Ctrl+Z takes a step back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read to the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No program finds everything. Read the text, mark what was missed with Ctrl+D, and sign it off with your name. Nothing leaves before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files for NVivo, MAXQDA, ATLAS.ti and others. Each finished file is searched for everything that was replaced before you get it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who did what and when, chained so that a missing line shows. Recordings are deleted from here when their time has come. F1 shows all keys, and the manual says the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guided tour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End tour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>A turn cannot be empty, so its words are back. Merge it to remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter leaves the turn whole. To divide it here, split it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turns stay apart here. To make two turns one, merge them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A turn cannot be empty: {number} kept their words. Merge turns to remove one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A turn cannot be empty: one kept its words. Merge it to remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality of hearing it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hear again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hearing again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take these words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the present ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select the words that are to be heard again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hear {times} again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same words were heard again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hearing it again · {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heard again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This turn reads as the machine heard it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No doubtful word there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select words of one turn to mark them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked for the review.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked for the review, and proposed at {places}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This interview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All interviews</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace all {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{places} replaced. Undo takes it back in each interview.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note on this turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note on the interview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The interview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The turn at {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the turn at {time}, noted: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine&apos;s original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put this turn back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The edited turn takes these words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text reads as the machine heard it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{different} of {turns} differ: struck through is what you changed, a caret where you put words in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave and lose what is not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved yet: {changes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>. Leave all the same?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your words stay here and are tried again every few seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave and lose {changes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>play / pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>back / forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next doubtful word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>split turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>merge with the next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>turn to speaker 1, 2 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mark an identifier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plays five seconds of this speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes the interviewer the participant and the other way round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role, merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No suggestion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add “{word}” to the study&apos;s words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ignore “{word}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Settings · Transcribe Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcribe Desk ended last time without locking this study.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that was saved is lost: everything up to the last second before is here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A recording that was being transcribed goes on from where it was, on the Queue screen.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
