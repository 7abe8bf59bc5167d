"""The one style sheet, as a template over the tokens. No fonts here (a sheet would silently override them), no
colours.
"""

from __future__ import annotations

SHEET = """
QWidget { outline: none; }
QMainWindow, QWidget#page, QScrollArea#page, QDialog { background: $ground; }
QWidget#bar { background: $surface; border: none; border-bottom: ${w}px solid $line; }
QWidget#rail { background: $surface; border: none; border-right: ${w}px solid $line; }
QWidget#scanbar { background: $surface; border: none; border-top: ${w}px solid $line; }
QFrame[card="true"] { background: $surface; border: ${w}px solid $line; border-radius: 10px; }
QFrame[card="raised"] { background: $raised; border: ${w}px solid $edge; border-radius: 10px; }
QFrame[card="ask"] { background: $ask_soft; border: ${w}px solid $ask_line; border-radius: 10px; }
QFrame[card="stop"] { background: $stop_soft; border: ${w}px solid $stop_mark; border-radius: 10px; }
QFrame[card="ok"] { background: $ok_soft; border: ${w}px solid $ok_mark; border-radius: 10px; }
QFrame[card="accent"] { background: $surface; border: 6px solid $accent; border-radius: 12px; }
QFrame[card="current"] { background: $surface; border: 3px solid $accent; border-radius: 10px; }
QFrame[rule="h"] { background: $line; border: none; min-height: ${w}px; max-height: ${w}px; }
QFrame[rule="v"] { background: $line; border: none; min-width: ${w}px; max-width: ${w}px; }
QFrame#notice { background: $ask_soft; border: 2px solid $ask_line; border-radius: 10px; }
QFrame#notice[kind="ok"] { background: $ok_soft; border: 2px solid $ok_mark; }
QFrame#list { background: $surface; border: none; }
QFrame#toast { background: $raised; border: ${w}px solid $edge; border-radius: 10px; }
QFrame#sheet { background: $raised; border: ${w}px solid $edge; border-radius: 12px; }

QLabel { background: transparent; color: $ink; }
QLabel[tone="ink2"] { color: $ink2; }
QLabel[tone="ink3"] { color: $ink3; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="ok"] { color: $on_ok; }
QLabel[tone="ask"] { color: $on_ask; }
QLabel[tone="stop"] { color: $on_stop; }
QLabel[tone="stop_word"] { color: $stop_mark; }
QLabel[tone="paper"] { color: $on_paper; }
QLabel[tone="paper2"] { color: $paper_ink2; }
QLabel[tone="stop_fill"] { color: $stop_fill; }
QLabel[tone="sign_on"] { color: $on_sign_on; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QDateEdit {
  background: $surface; color: $ink; border: ${w}px solid $edge; border-radius: 8px; padding: 0 ${pad}px;
  min-height: ${field}px;
  selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $ink3;
}
QPlainTextEdit, QTextEdit { padding: 8px 8px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { background: $sunken; color: $ink2; border-color:
$line; } QLineEdit[refused="true"] { border: 2px solid $stop_mark; padding: 0 11px; min-height: 40px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { background: transparent; border: none; padding: 0; min-height: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QSlider::groove:horizontal { height: 6px; border-radius: 3px; background: $edge; }
QSlider::sub-page:horizontal { height: 6px; border-radius: 3px; background: $accent; }
QSlider::handle:horizontal { width: 20px; height: 20px; margin: -9px 0; border-radius: 12px; background: $surface;
  border: 2px solid $accent; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox QAbstractItemView { background: $raised; border: ${w}px solid $edge; selection-background-color: $accent_soft;
  selection-color: $ink; }

QLineEdit#palette { background: transparent; border: none; padding: 0; min-height: 44px; }
QTableView, QListView, QTreeView { background: $surface; border: none; selection-background-color: $accent_soft;
  selection-color: $ink; }
QListView#palette { background: transparent; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $ink2; border: none; border-bottom: ${w}px solid $line; padding: 0
10px; } QTableCornerButton::section { background: $surface; border: none; }

QListWidget#answers { background: transparent; }
QListWidget#answers::item { padding: 0 10px; border-radius: 6px; }
QListWidget#answers::item:selected { background: $accent_soft; color: $ink; }
QMenu { background: $raised; color: $ink; border: ${w}px solid $edge; border-radius: 8px; padding: 6px; }
QMenu::item { padding: ${menu}px 28px ${menu}px 14px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $ink3; }
QMenu::separator { height: 1px; background: $line; margin: 6px; }
QToolTip { background: $raised; color: $ink; border: ${w}px solid $edge; padding: 6px 8px; }

QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 44px; min-width: 44px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
"""
