"""Sign-on: the page of a free bench. A badge starts bench work, badge and PIN give every right of the person."""
