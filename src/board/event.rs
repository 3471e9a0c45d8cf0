//! What happens to the diagram.

/// Keys that are held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers {
    pub shift: bool,
    /// Ctrl, or Cmd on a Mac.
    pub ctrl: bool,
    pub alt: bool,
}

impl Modifiers {
    /// Of a number in which 1 is Shift, 2 Ctrl or Cmd, 4 Alt.
    pub fn of(bits: u32) -> Self {
        Modifiers { shift: bits & 1 != 0, ctrl: bits & 2 != 0, alt: bits & 4 != 0 }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    Down,
    Move,
    Up,
    /// The browser takes the pointer away.
    Cancel,
}

/// Places are in pixels of the page, from the window's upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Resize {
        size: (f64, f64),
        ratio: f64,
    },
    /// `button`: 0 the first, 1 the middle one, 2 the second.
    Pointer {
        press: Press,
        at: (f64, f64),
        button: u32,
        held: Modifiers,
    },
    DoubleClick {
        at: (f64, f64),
    },
    Wheel {
        at: (f64, f64),
        by: (f64, f64),
        held: Modifiers,
    },
    Key {
        name: String,
        held: Modifiers,
    },
    KeyUp {
        name: String,
    },
    Focus(bool),
    /// A word of the toolbar, with what it is about.
    Command {
        word: String,
        rest: String,
    },
}

impl Event {
    /// The event of a line as the page sends it: a word and numbers, or a word and a text. `None` for any other line.
    pub fn read(line: &str) -> Option<Event> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let mut numbers = rest.split(' ').map(|number| number.parse::<f64>().ok().filter(|number| number.is_finite()));
        let mut number = || numbers.next().flatten();
        Some(match word {
            "size" => Event::Resize { size: (number()?, number()?), ratio: number()?.clamp(0.5, 4.0) },
            "down" | "move" | "up" | "cancel" => {
                let press = match word {
                    "down" => Press::Down,
                    "move" => Press::Move,
                    "up" => Press::Up,
                    _ => Press::Cancel,
                };
                let (at, button) = ((number()?, number()?), number()? as u32);
                Event::Pointer { press, at, button, held: Modifiers::of(number()? as u32) }
            }
            "double" => Event::DoubleClick { at: (number()?, number()?) },
            "wheel" => {
                let (at, by) = ((number()?, number()?), (number()?, number()?));
                Event::Wheel { at, by, held: Modifiers::of(number()? as u32) }
            }
            "key" => {
                let (bits, name) = rest.split_once(' ')?;
                Event::Key { name: name.to_owned(), held: Modifiers::of(bits.parse().ok()?) }
            }
            "keyup" => Event::KeyUp { name: rest.to_owned() },
            "focus" => Event::Focus(true),
            "blur" => Event::Focus(false),
            "do" => {
                let (word, rest) = rest.split_once(' ').unwrap_or((rest, ""));
                Event::Command { word: word.to_owned(), rest: rest.to_owned() }
            }
            _ => return None,
        })
    }
}
