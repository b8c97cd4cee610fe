"""Show the user manual: its chapters at the left, the one that is read as a page in the middle."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QFont, QPixmap, QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QTextBrowser

from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.help import chapters
from transcribe_desk.ui.help.chapters import Chapter
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.page import Page

_COLUMN = 720  # pixels of width of a line that still reads well
_ONE_LINE = 236  # pixels of width that a chapter's title has in the list
_HEADINGS = {1: 24, 2: 18, 3: 16}
_NAME = Qt.ItemDataRole.UserRole


class ManualScreen(Page):
    """Chapters, search and the page.

    ``tour_asked`` starts the guided tour, ``keys_asked`` shows the card of keys, ``left`` goes back to the way in.
    """

    tour_asked = Signal()
    left = Signal()
    keys_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(tr("Help", "Help"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Help", "Search the manual"))
        self.search.setAccessibleName(tr("Help", "Search the manual"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Help", "Chapters of the manual"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setProperty("plain", "true")
        self.list.setWordWrap(True)
        self.nothing = basics.label(tr("Help", "No chapter says that."), "muted", wrap=True)
        self.nothing.hide()
        self.page = ManualPage(theme)
        self.back_button = basics.button(tr("Help", "Back"), self.left.emit)
        self.header.add_action(self.back_button)
        self.header.add_action(basics.button(tr("Help", "All keys"), self.keys_asked.emit))
        self.header.add_action(basics.button(tr("Help", "Guided tour"), self.tour_asked.emit, kind="primary"))
        side = QFrame()
        side.setProperty("side", "left")
        looks.keep_size(side, width=288)
        inner = basics.column(self.search, self.nothing, self.list)
        inner.setContentsMargins(16, 16, 16, 16)
        side.setLayout(inner)
        self.body.addWidget(side)
        self.body.addWidget(self.page, 1)
        self.search.textChanged.connect(self._fill)
        self.list.currentItemChanged.connect(self._chosen)
        self.page.chapter_asked.connect(self.open_chapter)
        self._fill("")

    def open_chapter(self, name: str) -> None:
        """Show a chapter by the name that links give it."""
        self.search.clear()
        for row in range(self.list.count()):
            if self.list.item(row).data(_NAME) == name:
                self.list.setCurrentRow(row)

    def _fill(self, words: str) -> None:
        hits = chapters.find(words)
        rows = [(hit.chapter, hit.context) for hit in hits] if words.strip() else [(c, "") for c in chapters.chapters()]
        before = self.list.currentItem().data(_NAME) if self.list.currentItem() else ""
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.clear()
        for chapter, context in rows:
            item = QListWidgetItem(f"{chapter.title}\n{context}" if context else chapter.title)
            item.setData(_NAME, chapter.name)
            wraps = self.list.fontMetrics().horizontalAdvance(chapter.title) > looks.scaled(_ONE_LINE)
            item.setSizeHint(QSize(0, looks.scaled(64 if context else 48 if wraps else 36)))
            self.list.addItem(item)
        names = [chapter.name for chapter, _context in rows]
        self.list.setCurrentRow(names.index(before) if before in names else 0)
        self.list.blockSignals(False)  # noqa: FBT003
        self.nothing.setVisible(not rows)
        if rows:
            self._chosen(self.list.currentItem())

    def _chosen(self, item: QListWidgetItem | None, _before: QListWidgetItem | None = None) -> None:
        if item is not None:
            self.page.show_chapter(chapters.chapter(item.data(_NAME)), self.search.text())


class ManualPage(QTextBrowser):
    """One chapter, set like the transcript; ``chapter_asked`` follows a link to another one."""

    chapter_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._chapter: Chapter | None = None
        self.setAccessibleName(tr("Help", "Text of the manual"))
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._follow)
        theme.changed.connect(self._show_again)

    def show_chapter(self, chapter: Chapter, marked: str = "") -> None:
        """Show a chapter from its beginning, or from the first place that says ``marked``."""
        self._chapter = chapter
        self.setFont(looks.sans(15))
        self.document().setDefaultFont(looks.sans(15))
        self.setMarkdown(chapter.text)
        self._set_type()
        self._keep_column()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if marked.strip():
            self.find(marked.strip())

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Give a picture in the appearance in force, never wider than the column; nothing from anywhere else."""
        name = QUrl(name)
        if kind != QTextDocument.ResourceType.ImageResource.value or not name.isRelative():
            return None
        dark = self._theme.tokens.is_dark
        path = chapters.folder() / name.path()
        tinted = path.with_name(f"{path.stem}-{'dark' if dark else 'light'}{path.suffix}")
        picture = QPixmap(str(tinted if tinted.exists() else path))
        if picture.isNull():
            return None
        ratio = self.devicePixelRatioF()
        shown = picture.scaledToWidth(int(_COLUMN * ratio), Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(ratio)
        return shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in its place."""
        super().resizeEvent(event)
        self._keep_column()

    def _show_again(self) -> None:
        if self._chapter is not None:
            place = self.verticalScrollBar().value()
            self.show_chapter(self._chapter)
            self.verticalScrollBar().setValue(place)

    def _set_type(self) -> None:
        """Give headings the sizes of the desk, paragraphs air, links and keys their colour."""
        tokens, block = self._theme.tokens, self.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            form = block.blockFormat()
            level = form.headingLevel()
            form.setLineHeight(130 if "\ufffc" not in block.text() else 100, 1)  # a picture is no line of text
            form.setTopMargin(24 if level > 1 else 0)
            form.setBottomMargin(4 if block.textList() else 12)
            cursor.setBlockFormat(form)
            if level:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                style = QTextCharFormat()
                style.setFont(looks.sans(_HEADINGS.get(level, 15), bold=True))
                cursor.setCharFormat(style)  # merged, Markdown's own size of headings would count instead
            for span in _spans(block):
                self._colour(span.position(), span.length(), span.charFormat(), tokens)
            block = block.next()

    def _colour(self, start: int, length: int, form: QTextCharFormat, tokens: looks.Tokens) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        if form.isAnchor():
            style.setForeground(tokens.colour("accent"))
            style.setFontUnderline(True)
        elif form.fontFixedPitch():
            style.setFont(looks.mono(13))
            style.setBackground(tokens.colour("neutral_ground"))
            style.setForeground(tokens.colour("ink"))
        elif form.fontWeight() > QFont.Weight.Medium:
            style.setFontWeight(QFont.Weight.DemiBold)
        else:
            return
        cursor.mergeCharFormat(style)

    def _keep_column(self) -> None:
        margin = max(24, (self.viewport().width() - looks.scaled(_COLUMN)) // 2)
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        form.setLeftMargin(margin)
        form.setRightMargin(margin)
        form.setTopMargin(32)
        form.setBottomMargin(64)
        frame.setFrameFormat(form)

    def _follow(self, url: QUrl) -> None:
        """Open another chapter; the manual leads nowhere else."""
        try:
            self.chapter_asked.emit(chapters.chapter(url.path()).name)
        except KeyError:
            return


def _spans(block: Any) -> list[Any]:
    """Give the runs of one format in a block."""
    found, place = [], block.begin()
    while not place.atEnd():
        found.append(place.fragment())
        place += 1
    return found
