//! Tables of costs.

use std::time::Duration;

/// The costs of both sides.
pub struct Costs {
    pub ours: f64,
    pub by_hand: f64,
}

#[derive(Clone, Copy)]
pub enum Unit {
    Count,
    Seconds,
}

pub fn print_head(title: &str) {
    println!("\n{title:<36}{:>14}{:>14}{:>8}", "ours", "by hand", "ratio");
}

pub fn print_row(name: &str, unit: Unit, costs: &Costs) {
    let ratio = costs.ours / costs.by_hand;
    let (ours, by_hand) = (unit.write(costs.ours), unit.write(costs.by_hand));
    println!("{name:<36}{ours:>14}{by_hand:>14}{ratio:>8.2}");
}

impl Unit {
    fn write(self, value: f64) -> String {
        match self {
            Unit::Count => grouped(value),
            Unit::Seconds => format!("{:.2?}", Duration::from_secs_f64(value.max(0.0))),
        }
    }
}

/// Groups digits, as in `1,234`.
fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
