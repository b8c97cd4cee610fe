<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>Below</name>
    <message>
        <source>Study and people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recordings and text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping of sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>face to face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcribing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcribed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interviewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>participant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from here on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all turns of this speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undecided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected in this interview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left standing on request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reads differently now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may not leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in the text any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For coding programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For reading and listening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For analysis and archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NVivo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>REFI-QDA, cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>REFI-QDA, variables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>REFI-QDA codebook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taguette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenDocument text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WebVTT captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SubRip captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bleeped recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table of turns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deposit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAXQDA, ATLAS.ti …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>headings and case sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NVivo 12+, QualCoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ATLAS.ti, MAXQDA, Quirkos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the codes alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTML that keeps every turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LibreOffice, QualCoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QualCoder, any editor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any browser, prints well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>players, video editors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>older players, f4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>listening; a voice identifies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excel, R, SPSS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>programs of your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UK Data Service style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no longer made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speakers or turns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a replacement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>details of the interview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attributes of participants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draft or reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other interviews in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version of the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was not asked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its study ID is no longer in the study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>placeholder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pseudonym</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>descriptor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>generalised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>coarse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>relative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shifted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the machine was unsure of the words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a word seems too short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a word seems too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is a pause beside the words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two people speak at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the machine had to listen again, or was not sure of the sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the words have no times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the machine was unsure, and it sounds like something that is replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>somebody speaks, and nothing of it is written down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the words were changed or taken out in the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not enforced on this system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not possible here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its transcription</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the end of its job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accurate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indirect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>commented</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entity changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mark removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>marked by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>marked in the sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>relabelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>resized</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no better than chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>moderate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>substantial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>almost perfect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not defined: both gave one and the same label to all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing to compare yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a run of numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spelt letter by letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a name that is a word as well, inside a sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the list of first names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the list of surnames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a part of the name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>written or sounding nearly the same, or a short form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a rare word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in no dictionary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the list of places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Motive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>would anybody gain by finding out who speaks here, or who is spoken about – an employer, a colleague, a relative, a journalist, somebody with a grievance?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Singling out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does any sentence, or any combination of role, place, date, illness and event, fit one person only?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Public sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taking words from the text to a search engine, staff pages, professional registers, social media, local news or court and inquest reports, does it lead to a person or a place?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>laid beside the participant table, the other transcripts, the report and quotes already published, do two pieces come together into one person?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inside knowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>would a colleague, manager, patient or relative who knows the setting recognise the person by a story, a turn of phrase or what they stand for – or find out by asking around?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consequence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>knowing that somebody took part, could a reader learn something new about them from the text, and could it harm or embarrass them?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>find names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speech to text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speech to text, draft quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tell speakers apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection (TCP) from Python code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Datagram (UDP) from Python code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name look-up from Python code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection (TCP) from native libraries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Datagram (UDP) from native libraries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name look-up from native libraries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network access past socket calls (io_uring)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection and datagram from a program started by this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sockets inside this computer&apos;s processes go on working</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing arrived at the listener</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Control: the same attempts without the guard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No network: the system&apos;s kernel refuses it to this program and everything it starts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} mention is still undecided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} mentions are still undecided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept or reject each in the review list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has not been transcribed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcribe it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has looked for what identifies people in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let it be flagged, then review what was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has read the anonymised transcript again and signed it off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read it once more as it will leave, then sign it off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text or a decision has changed since the transcript was signed off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the changed transcript and sign it off again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The study ID, or the type of organisation, holds a name that is replaced in this study.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an organisation label that says the type of organisation only.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Count</name>
    <message>
        <source>{number} change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} combination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} combinations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} decisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} doubtful word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} doubtful words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} edited turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} edited turns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number:,} entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number:,} entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} hit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} hits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} interview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} interviews</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} mention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} mentions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} mention decided anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} mentions decided anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} more file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} more files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} more hit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} more hits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} more turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} more turns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} new mention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} new mentions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} other file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} other files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} other place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} other places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} participant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} participants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} proposal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} proposals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} quote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} speakers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} turns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
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
    <name>Export</name>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the gate what may leave…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing and searching every byte for originals…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{ready} of {everything} interviews can be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{ready} of {everything} interviews can be written yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write {interviews}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {interviews} written and searched for originals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was written; what was there before is as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interviews</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean leaves out “um” and words begun anew. The sign-off, given for every word, holds for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder for the export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check of the finished files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose recordings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to export yet. Transcribed and reviewed interviews are listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written beside each study ID for coding programs. Where too few participants share a combination, an attribute stays out unless you tick it. Roles are never written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants in the sheets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held by few: {combinations} with {attributes}, the smallest shared by {fewest}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format of the recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heard in place of what is replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the finished sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcribes it again, which takes about as long as the first time. A recording that still says a replaced name is not written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places to listen to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I listened; the times are right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without this tick each place is covered whole, wider than its words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for places to listen to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The places to listen to could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If a hit is what must be replaced, decide on it in the review. If it is something else, such as a colour and not a surname, you may let this one hit stand. Your reason stays in the study and is in no file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is something else…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: it is something else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it is not what is replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the colour, not the surname</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name or initials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let it stand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the hit in {path} stand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stands from the next export on, said by {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show more hits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the search found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {hits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let stand by a person: {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{string}” in {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw: “{string}” in {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the next export on it stops the file again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{string}” in: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not transcribed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not flagged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a name still stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a name in the label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not signed off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed after sign-off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} undecided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every finished file is searched, byte by byte, for every original of the study, before any is put in place. One hit, and that interview is not written. manifest.json lists each file with its SHA-256.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export {study_id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview {study_id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the text as it would be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More targets…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading copies, captions, tables, an archive&apos;s deposit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Machine draft, not reviewed by a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I know that a draft may still identify people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write drafts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For your own first look, not for sharing. Every proposal is taken unseen. Each file begins with this warning and goes to a folder of its own, “{folder}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The finished recordings were transcribed again, and no replaced name was heard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The finished recordings were not transcribed again: listen to them before you pass them on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview of the export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview of the Word document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview; not ready to be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No text yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and {more_turns}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since the export before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and {left_out} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reasons are below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Machine draft of {interviews}, {files}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not reviewed by a person: keep it to yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There from an earlier export, so not in the files about all: {study_ids}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{interviews} written, {files}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attributes that few participants share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} not written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still in the folder, but refused or not in the study now. Delete them there: {paths}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and {more_files}, listed in manifest.json</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size:.1f} kB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size:.1f} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release profile</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Getting ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a wheel file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it for 20 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying and checking {name}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the model and listening to the sample…</source>
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
        <source>Transcribing the sample…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>60 min of talk ≈ {minutes} min on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words are recognised at {speed} real time. Times left now start from this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heard: “{words} …”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This processor has no AVX2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcribing works, several times slower than on newer processors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose Draft for a first look, and let long recordings run overnight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its worker takes about {needed} GB, beside the system and this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> or </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use {models}, or another computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has too little memory for {models}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close every other program first, or use another computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The models that find names are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No speech model yet. Studies can be opened and read without.</source>
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
        <source>Recordings, transcripts and the key that links study IDs to people stay on this computer, encrypted: this program cannot reach a network, and the only thing it ever fetches is a model, when you press Download.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See the isolation self-test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speech model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models that find names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AVX2: yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AVX2: no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AVX2: not known on this system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory: not known on this system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory: {size} GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download {size}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download {model}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a folder or USB stick…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install {model} from a folder or USB stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command that installs it from a terminal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download of {model}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installed, checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get it again: only bytes with the right sums are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of it is missing or cut short.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. Nothing is half installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetches {size} from {sources}, in a process of its own; this window stays offline. Licence {licence}. Only bytes with the SHA-256 sums of the catalogue are kept. Nothing about you or a study is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>licence {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SHA-256 of {path}: {sha256}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size:,.0f} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hugging Face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Python package index</source>
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
        <source>Back</source>
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
        <source>Recent studies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help and tour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No study was opened on this computer yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New study…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open another study…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models and speed of this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interviews are transcribed and anonymised on this computer. Nothing leaves it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A study is one encrypted folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds your recordings, the transcripts and the key that links study IDs to people. It opens only with its passphrase. What you export is anonymised and tagged by study ID, such as 02-hospital.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the first study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} is not there now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least {number} characters; four or more unrelated words are best.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It repeats itself. Add unrelated words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One more unrelated word would make it strong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it down and keep the paper apart from this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Very strong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title of the study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Integrated respiratory service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Creating…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no way to recover a forgotten passphrase: without it the study stays closed for ever.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the study is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it off this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase is the only key to this study. Nobody can recover it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This study is not there now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its disk may not be connected, or its folder was moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect the disk, or choose the folder with “Open another study…”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlocking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Log</name>
    <message>
        <source>No.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer&apos;s clock had been set back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the entries are about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who caused the entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unbroken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fingerprint  {halves}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note the fingerprint outside this computer: with it anybody can prove later that no entry is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trail is broken at entry {broken_at}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An entry was changed or removed after it was written, by something other than this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the study with a backup before relying on the trail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} files in {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key sealed in {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{decisions}. Keep its passphrase apart from the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be written there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing got out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report is in {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A check failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read {name} before you go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trail says when and by whom. The text is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit trail, newest entry first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was replaced by what kind of words, by whom and when; no original stands in it. For the archive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is who, sealed under a passphrase of its own. Keep the file and its passphrase apart from the exports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tries to reach a network in every way there is, and says how each try ended. For an ethics board.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the reviewers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the log…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the anonymisation log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seal the key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seal the key in a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase of the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase of the key, again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file and seal the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test and save report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test the isolation and save the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not seal the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anonymisation log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Isolation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the log into</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seal the key in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the report as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until somebody deletes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So many days after it came in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So many days after the sign-off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound is deleted when the study is opened and whenever this screen is shown. Text, decisions and the log stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interview whose sound to delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the sound of this interview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why the sound is deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why (no names)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the sound for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping of sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the sound of one interview now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and {number} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{interviews} without sound: deleted, see the trail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the sound of {study_id}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody can listen to it again, and it cannot be transcribed again. The text stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound stays until somebody deletes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound is deleted as soon as it is transcribed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound is deleted as soon as a text is signed off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound is deleted {days} after it came in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound is deleted {days} after the sign-off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{study_id}: after {waits_for}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{study_id}: now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{study_id}: in {days}</source>
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
        <source>too few</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>few</source>
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
    <message>
        <source>Qt&apos;s multimedia backend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be played here: {what} is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the program again, or on Linux the package libpulse0, then start it anew. You can go on with the text meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the library {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a part of Qt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The player is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the program again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This sound cannot be played.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to another interview and back, so that its playback copy is made anew; the text stays editable.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
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
    <message>
        <source>Choose recordings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do. Recordings that you put in the queue are transcribed here, in their order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{left} for all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue is paused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is finished is kept. Each interview goes on from its last finished step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phase {phase}, {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move {name} up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move {name} down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the transcript of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is finished is kept (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put in the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all {number} waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the selected one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the {number} selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcribe {recordings}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} and {left} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>undecided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stays as said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{study_id} at {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, note: {note}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{category} now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commented</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resized</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted as {replacement}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to do again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left standing here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left standing in this interview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left standing everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left standing for a reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (stays)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} could not be restored, their words were edited since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Would anybody who knows the place know at once who this is?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is there another place of which this could be said?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is it known, there or online, who began it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many people hold such a post in the area?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The post and the organisation together name one person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is this role rare where they work? Roles are withheld from exports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is there more than one such person there?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could a reader find the relative, and through them the speaker?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Twins and triplets are few and remembered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Awards are published with names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Honours are published with names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A search for the event may give the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hearings are public and reported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the post, the year may tell who it is: say the decade.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Few people have been there so long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event dates and places the interview.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many people in the area have it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Together with role and place it may single somebody out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask who could recognise somebody by this together with the role, the place and the date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of who made the test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name or initials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question {number} has no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer it with no, yes or unsure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet is kept with the study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sheet has been made of this interview yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Motivated-intruder test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Would somebody determined, without special skills, find out who this is? Try, then answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer {number}: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note to question {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was tried, found, and will be done (needed with yes and unsure)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sheets of this interview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no to all six questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{questions} not answered with no ({numbers})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note on the quote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A note of your own, such as the theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy with tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied with its tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added to the quotes of the study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And {more} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not to be quoted like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No quotes yet. Select words in the second read and add them here; each is checked first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search quotes and notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note on this quote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A note of your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take as it reads now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the removed one back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the quotes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{quotes} written to {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{quotes} left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No quote says this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{study_id} · {time} · taken by {person}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It reads differently now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may not leave like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its words are not in the text any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it again, or remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to review yet. When the queue has finished an interview, what may identify people is proposed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decided mentions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This interview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List what this interview names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List what the whole study names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More of the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview by profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second reviewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the second review by {blind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{decided} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decided · {left} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{decided} of {total} decided, {left} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweep {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweep, {number} to look at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose recordings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▸ Play ±1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the place with a second around it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a name here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nowhere a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep with a note…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More ▾</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More that can be done with this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>becomes {replacement} everywhere in the study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>becomes {replacement} where it is accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note: {note}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May stand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generalise…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace all {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept all {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {number} stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{replacement} stands for it wherever nobody decided otherwise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This one place does not identify anybody: it stays as said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept everywhere, whatever was decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stays everywhere, in text to come as well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep for a reason…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge with another…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split off…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>score {score:.2f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stays as said here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No proposals does not mean no identifiers: read the text once with that in mind, and sweep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All mentions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select the words in the text first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You see the proposals and your own decisions, nothing of the first review.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second review by {blind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ALL MENTIONS · {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed since the review of {date:%d %b} by {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed since the review of {date:%d %b}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound is being prepared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It plays as soon as it is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound of this interview was deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>either</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>female</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>male</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stands in the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Called in the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pseudonym, where a profile has one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description, where a profile has one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sex of the pseudonym</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Style in the profile {profile}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instead of “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept with these words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>usual: {style}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment on this mention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept in the study; it never leaves with the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” stays, because</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such as: asked to be named in writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entities to merge with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is the same as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to split off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not “{name}” but another:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the mention looked at: “{current}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entities to decide on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo the step taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the last step of the review back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do the step taken back last again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything in the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here is left by the filter “{filter}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed since {day} ({mentions})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doubtful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indirect details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed since the last review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom or what the words name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark “{words}” as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as: {category}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only you see this mark until both reviews are compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody or something new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also said at {places}: proposed there, for you to decide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Said nowhere else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs a decision from you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> or </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}”{where} may be {others}: {reasons}. Keep apart or join?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join with {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> in {study_ids}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> in {study_ids} and {left} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As signed off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wording to read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text as exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open this place again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Motivated-intruder test…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text that is signed off. Point at a replacement to see what stands behind it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Framed: worded otherwise than signed off ({number}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stands for: {original}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: becomes {replacement}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: undecided. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: stays as said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A second person decides on the same proposals without seeing what was decided. When both are finished, the two are laid side by side: how far they agree, and what is to be settled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>settled: {verdict}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the second reviewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name or initials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review blind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the two</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences between the two reviewers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{agreed} of {units} alike ({share:.0%}), by chance {expected:.0%}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared {date:%d %b %Y}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{differences} · {open} to settle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to settle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ settled: {verdict}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{proposals} still open for one of you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have read the text a second time,
as it will be exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the reviewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has confirmed who asks and who answers. Look at that too as you read; Speakers, beside the transcript, puts it right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second read and sign-off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 mention is still undecided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} mentions are still undecided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed off by {by}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed after sign-off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{by} signed another text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read it and sign again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing remains to look at here. Read the text once all the same: a rare name can be an ordinary word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words and numbers nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Harmless</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last step of the sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked as {category}: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to take back: the mark could not be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Harmless: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not taken back: it is not the last step of the review. Undo it where you decide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{other_places} proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perhaps {name}, misheard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as {likely}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or mark as</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>GeoNames (places, counties, sizes of towns), selected and folded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faker (first names, surnames, pseudonyms)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nicknames (short forms of first names)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drug-named-entity-recognition (names of medicines)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remix Icon, by way of qtawesome (icons)</source>
        <translation type="unfinished"></translation>
    </message>
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
        <source>Models stay on this computer. “Models and speed of this computer” on the first page fetches one; or bring it on a memory stick, or run this in a terminal:</source>
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
        <source>SHA-256 of {path}: {sha256}</source>
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
        <source>Go to the sign-off</source>
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
        <source>Study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit what is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove what is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort by the column one is in</source>
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
        <source>Go to Help</source>
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
        <source>Close the window</source>
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
        <source>New organisation…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisation of these recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label of the new organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hospital</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the interviews were held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date of the interviews</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcribe straight away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interviewers, divided by commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GE, AB</source>
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
        <source>{recordings}: which organisation is it from?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{recordings}: which organisation are they from?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shown} and {left} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>. {other_files} left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import {recordings}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking and encrypting {number} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping; what is in stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label, as in 02-hospital</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
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
        <source>Stopped; {recordings} came in before that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped; {recordings} came in before that: {study_ids}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{recordings} taken in, encrypted: {study_ids}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{recordings} taken in, encrypted: {study_ids}. {files} did not come in:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing came in. {files}:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doubtful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undecided</source>
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
        <source>St Elsewhere Hospital</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other real names, divided by commas, kept secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>St Elsewhere, SEH</source>
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
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>real names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exact dates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>notes</source>
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
        <source>Drop recordings here. They are copied into the encrypted study; the originals are not changed.</source>
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
        <source>Reading {table} and encrypting its recordings…</source>
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
        <source>Recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Participants table</source>
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
        <source>Undone: {step}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done again: {step}.</source>
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
        <source>Click to sort by this column</source>
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
        <source> and {number} more</source>
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
    <message>
        <source>five guesses followed side by side, for the fewest wrong words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one guess alone: quicker, with a few more wrong words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the small model, for English alone: quickest, for a first look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality of the transcription</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of speakers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guess</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many people talk. Where each voice has a channel of its own, that is found out and said in the queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language spoken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speech engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody is hard to hear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listens for fainter voices, at the price of more false words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speakers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> {time} on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft does not know {language}. Choose Accurate or Fast.</source>
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
        <source>The original stays as it is. Here is the edited text: press the key again.</source>
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
        <source>Not fully transcribed yet</source>
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
        <source>Nothing was replaced: these words stand there already.</source>
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
        <source>Edited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text as it is now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Machine&apos;s original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the machine had heard</source>
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
        <source>This turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All turns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New name of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the new name of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hear five seconds of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plays five seconds of this speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap interviewer and participant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes the interviewer the participant and the other way round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge {name} into another speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More for {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role, merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the spoken time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exported as {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives the turn with the cursor to this speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Into {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the proposed interviewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give {turns} to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speakers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the cursor into a turn to give it to somebody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn at {time}, said by {name}. Give to another:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speakers are told apart when all is transcribed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the badge {initial}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposed: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposed: {names}, who {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read a turn of each, then keep them, or change the role of a speaker below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read a turn of each, then keep or swap them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is the interviewer?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{speakers} now; the machine told {number} apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{speakers}, each on a channel of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{speakers} told apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{speakers}, a guess: {percent} sure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge two that are one person, or give turns to somebody new.</source>
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
    <message>
        <source>Now: “{words}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put in: “{words}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>word the machine was unsure of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole stretch it was unsure of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may repeat itself wrongly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found at a second hearing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left out here: see the line below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine was unsure of this whole stretch: listen to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These words repeat themselves, which may be invented: listen to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found only when the machine listened a second time: listen to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine was {sure:.0%} sure of this word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{start} to {end}: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words taken out: nobody speaks here ({seconds} s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words taken out: they only repeated what stands before ({seconds} s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody speaks for {seconds} s, but no words were understood: listen here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording is damaged: {seconds} s without sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody speaks for {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcript text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text follows the sound; a click plays from a word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound waits while you type; a click puts the caret there</source>
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
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean and pause marks are for reading. Read as Verbatim to correct the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text can be corrected when all of it is transcribed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No words were heard in this recording.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This text grows while the recording is worked through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If somebody speaks in it, remove the interview and import the recording again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose recordings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No transcript yet. It appears here while a recording is being transcribed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No words yet. Names and terms you expect help recognition.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word or name to add to the study&apos;s words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A word or name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the study&apos;s words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perhaps meant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hints only: the text stays as it is. Click one to look at its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Study words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+ Add “{short}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {word} from the study&apos;s words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the study&apos;s words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show “{heard}” at {time}, perhaps “{suggested}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give this turn to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give {name} from here on to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give all turns of {name} to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interview shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pause marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pauses (2 s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pauses …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verbatim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read verbatim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every word as it was recognised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read clean verbatim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without “um” and words begun anew; the words themselves are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How pauses of two seconds or more are shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Locking the study. What a running job has finished is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings · Transcribe Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help · Transcribe Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting ready · Transcribe Desk</source>
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
    <message>
        <source>The sound of {interviews} was deleted by the study&apos;s rule.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text and decisions stay. The log says when it was gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The study folder holds {files} that its database does not know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database seems to be older than the folder. Nothing was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If interviews are missing, bring back the newest copy of the whole folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program failed unexpectedly ({name}). The study is as it was before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if it happens once more, close the window and open the study anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the study and lock it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to {screen}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>January</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>February</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>March</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>April</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>June</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>July</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>August</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>September</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>October</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>November</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>December</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feb</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apr</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jul</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aug</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nov</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dec</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcribe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speakers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcribing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telling speakers apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flagging</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers and contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indirect details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indirect detail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Team</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deposit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publication</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For those who know the study: placeholders such as [NAME&#xa0;1], as signed off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For an archive: pseudonyms, kinds of organisation, wider dates, places and jobs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For everybody: pseudonyms; of dates the year, of places the country; contacts left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FLAC, lossless</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WAV, lossless, large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MP3, small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M4A, small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{line} This study has its own way for: {named}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an interview to see where to listen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No place stands out. That does not mean that nothing can be heard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{places} to listen to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every byte of these files was searched for every original of the study, and nothing but {hits} that somebody let stand was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every byte of these files was searched for every original of the study, and none was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The texts are ready. Covering names in {recordings}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The texts are ready. Covering names in {recordings}, then transcribing it again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The texts are ready. Covering names in {recordings}, then transcribing them again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours:.1f} h left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {hours:.1f} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed, see the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s of sound missing at {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In review · {decided} of {mentions}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partly transcribed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language: {language}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speakers: {speakers}, each on a channel of their own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speakers: {speakers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> ({percent} % sure)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{start} to {end}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the recorder still has it, copy it again and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording is damaged: no sound from {stretches}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No interviews yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} to {most} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One person only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two people only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three people only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Four people only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} people only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name in “{label}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Initials in “{label}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{named} and {left} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported before, and keeping the old study ID: {study_ids}. Export again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed off with the old study ID, so to be read again: {study_ids}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{one} to {other}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
