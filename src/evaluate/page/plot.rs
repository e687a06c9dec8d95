//! Plots as SVG that stands in the page and takes its colours: light, dark and on paper.
//!
//! plotters draws with fixed colours; those used here are stand-ins that are then replaced by the
//! variables of the page's style sheet.

use plotters::prelude::*;

use super::escaped;

const WIDTH: u32 = 420;
const HEIGHT: u32 = 300;
/// How many colours the style sheet has for series.
pub(super) const COLOURS: usize = 12;

/// Lines over two axes from 0 to 1, or as far as is said.
pub(super) struct Plot<'a> {
    /// What a reader who does not see it is told.
    pub(super) title: &'a str,
    pub(super) x: Axis<'a>,
    pub(super) y: Axis<'a>,
    pub(super) lines: Vec<Line>,
}

pub(super) struct Axis<'a> {
    pub(super) name: &'a str,
    pub(super) from: f64,
    pub(super) to: f64,
    /// How many decimals its numbers have.
    pub(super) decimals: usize,
}

/// One line of a plot.
pub(super) struct Line {
    pub(super) points: Vec<(f64, f64)>,
    /// Number of its colour; none for a soft line to compare with.
    pub(super) colour: Option<usize>,
    /// The radius of a dot a point, where it has dots.
    pub(super) dots: Vec<f64>,
    /// Lowest and highest value at each point, drawn as a band.
    pub(super) band: Vec<(f64, f64)>,
}

impl Line {
    pub(super) fn plain(points: Vec<(f64, f64)>, colour: Option<usize>) -> Self {
        Line { points, colour, dots: Vec::new(), band: Vec::new() }
    }
}

impl<'a> Axis<'a> {
    /// An axis of shares.
    pub(super) fn share(name: &'a str) -> Self {
        Axis { name, from: 0.0, to: 1.0, decimals: 1 }
    }
}

/// The plot as one `svg` element; empty where it cannot be drawn, which no plot of a report is.
pub(super) fn svg(plot: &Plot<'_>) -> String {
    let mut drawn = String::new();
    if draw(plot, &mut drawn).is_err() {
        return String::new();
    }
    let body = drawn.split_once('>').and_then(|(_, rest)| rest.find("<svg").map(|at| &rest[at..]));
    let body = body.or_else(|| drawn.find("<svg").map(|at| &drawn[at..])).unwrap_or("");
    let inner = body.split_once('>').map_or("", |(_, inner)| inner);
    let mut inner = inner.replace("#010101", "var(--ink)").replace("#020202", "var(--soft)");
    inner = inner.replace("#030303", "var(--line)");
    for colour in 0..COLOURS {
        inner = inner.replace(&stand_in(colour), &format!("var(--s{colour})"));
    }
    format!(
        "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">{inner}",
        escaped(plot.title)
    )
}

/// The colour that stands for that of a series until the page gives it one.
fn stand_in(colour: usize) -> String {
    format!("#{:02X}0A0A", 16 + colour)
}

fn rgb(colour: Option<usize>) -> RGBColor {
    match colour {
        Some(number) => RGBColor(16 + (number % COLOURS) as u8, 10, 10),
        None => RGBColor(2, 2, 2),
    }
}

fn draw(plot: &Plot<'_>, into: &mut String) -> Result<(), Box<dyn std::error::Error>> {
    let (ink, soft, line) = (RGBColor(1, 1, 1), RGBColor(2, 2, 2), RGBColor(3, 3, 3));
    let root = SVGBackend::with_string(into, (WIDTH, HEIGHT)).into_drawing_area();
    let (x, y) = (&plot.x, &plot.y);
    let mut chart = ChartBuilder::on(&root)
        .margin(8)
        .margin_right(14)
        .x_label_area_size(38)
        .y_label_area_size(46)
        .build_cartesian_2d(x.from..x.to, y.from..y.to)?;
    let label = |axis: &Axis<'_>| {
        let decimals = axis.decimals;
        move |value: &f64| format!("{value:.decimals$}")
    };
    chart
        .configure_mesh()
        .x_desc(x.name)
        .y_desc(y.name)
        .x_labels(6)
        .y_labels(6)
        .x_label_formatter(&label(x))
        .y_label_formatter(&label(y))
        .axis_style(soft)
        .bold_line_style(line)
        .light_line_style(TRANSPARENT)
        .label_style(("sans-serif", 12).into_font().color(&soft))
        .axis_desc_style(("sans-serif", 13).into_font().color(&ink))
        .draw()?;
    for line in &plot.lines {
        let colour = rgb(line.colour);
        if line.band.len() == line.points.len() && !line.band.is_empty() {
            let low = line.points.iter().zip(&line.band).map(|(point, band)| (point.0, band.0));
            let high = line.points.iter().zip(&line.band).map(|(point, band)| (point.0, band.1));
            let edge: Vec<(f64, f64)> = low.chain(high.collect::<Vec<_>>().into_iter().rev()).collect();
            chart.draw_series([Polygon::new(edge, colour.mix(0.18).filled())])?;
        }
        let width = if line.colour.is_some() { 2 } else { 1 };
        chart.draw_series([PathElement::new(line.points.clone(), colour.stroke_width(width))])?;
        let dots = line.points.iter().zip(&line.dots);
        chart
            .draw_series(dots.map(|(point, radius)| Circle::new(*point, *radius as i32, colour.filled())))?;
    }
    root.present()?;
    drop(chart);
    drop(root);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plot_takes_the_colours_of_its_page() {
        let line = Line {
            points: vec![(0.0, 0.5), (1.0, 1.0)],
            colour: Some(11),
            dots: vec![3.0, 4.0],
            band: vec![(0.4, 0.6), (0.9, 1.0)],
        };
        let plot = Plot {
            title: "Rain & <sun>",
            x: Axis::share("share of days"),
            y: Axis { name: "hours", from: 0.0, to: 2.0, decimals: 0 },
            lines: vec![line, Line::plain(vec![(0.0, 0.0), (1.0, 1.0)], None)],
        };
        let drawn = svg(&plot);
        let parts = [
            ("<svg viewBox=\"0 0 420 300\" role=\"img\" aria-label=\"Rain &amp; &lt;sun&gt;\">", "the head"),
            ("stroke=\"var(--s11)\"", "the line"),
            ("fill=\"var(--s11)\"", "dots and band"),
            ("var(--soft)", "axes"),
            ("share of days", "a name"),
        ];
        for (part, reason) in parts {
            assert!(drawn.contains(part), "{reason}: {drawn}");
        }
        assert_eq!(drawn.matches("<svg").count(), 1);
        assert!(drawn.trim_end().ends_with("</svg>") && !drawn.contains("http") && !drawn.contains("0A0A"));
    }
}
