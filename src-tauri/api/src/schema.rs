//! The table of commands: name, request, reply, handler. A missing handler does
//! not compile; the TypeScript side is generated from the same table.

use crate::error::ApiError;
use crate::handlers as h;
use crate::request;
use crate::session::Session;
use crate::types::*;
use serde_json::Value as Json;

/// One command, for the generated types and the documentation.
pub struct Command {
    /// Its name.
    pub name: &'static str,
    /// The Rust name of its request.
    pub request: &'static str,
    /// The Rust name of its reply.
    pub reply: &'static str,
}

macro_rules! commands {
    ($($name:literal : $request:ty => $reply:ty = $handler:path;)*) => {
        /// Every command there is.
        pub const COMMANDS: &[Command] = &[
            $(Command { name: $name, request: stringify!($request), reply: stringify!($reply) },)*
        ];

        /// Runs a command by its name.
        pub fn call(session: &Session, name: &str, payload: Json) -> Result<Json, ApiError> {
            match name {
                $($name => {
                    let request: $request = request::read(name, payload)?;
                    let reply: $reply = $handler(session, request)?;
                    serde_json::to_value(reply).map_err(|e| ApiError::malformed(format!("The reply of {name}: {e}.")))
                })*
                _ => Err(ApiError::malformed(format!("There is no command {name}."))),
            }
        }
    };
}

commands! {
    "app.status": Empty => AppStatus = h::book::status;
    "app.speak": SpeakRequest => Empty = h::book::speak;
    "book.create": NewBookRequest => Option<PathReply> = h::book::create;
    "book.demo": DemoRequest => JobStarted = h::book::demo;
    "book.open": PathRequest => Option<PathReply> = h::book::open;
    "book.restore": RestoreRequest => Option<JobStarted> = h::book::restore;
    "book.close": Empty => Empty = h::book::close;
    "book.check": Empty => JobStarted = h::book::check;
    "backup.run": PathRequest => Option<JobStarted> = h::book::backup;
    "files.pick": PickRequest => Option<PathReply> = h::files::pick;
    "files.keep": KeepRequest => JobStarted = h::files::keep;
    "files.put": PutRequest => KeptFile = h::files::put;
    "files.open": KeptFile => Empty = h::files::open;
    "files.save": KeptFile => Option<PathReply> = h::files::save;
    "files.picture": KeptFile => Picture = h::files::picture;
    "window.open": PlaceRequest => Empty = h::window::open;
    "window.showFolder": Empty => Empty = h::window::show_folder;
    "window.follow": LinkRequest => Empty = h::window::follow;
    "window.notify": NotifyRequest => Notified = h::window::notify;
    "window.background": BackgroundRequest => Background = h::window::background;
    "window.graphics": GraphicsRequest => Graphics = h::window::graphics;
    "schema.get": Empty => Json = h::schema::get;
    "records.list": ListRequest => Page = h::records::list;
    "records.get": RecordRequest => RecordReply = h::records::get;
    "records.save": SaveRequest => Saved = h::records::save;
    "records.saveMany": SaveManyRequest => Written = h::records::save_many;
    "records.createMany": CreateManyRequest => Written = h::records::create_many;
    "records.trash": RecordsRequest => Written = h::records::trash;
    "records.restore": RecordsRequest => Written = h::records::restore;
    "records.purge": RecordsRequest => Written = h::records::purge;
    "records.history": RecordRequest => HistoryReply = h::records::history;
    "records.count": CountRequest => CountReply = h::records::count;
    "fields.list": FieldsRequest => FieldList = h::fields::list;
    "fields.order": OrderRequest => Written = h::fields::order;
    "fields.remove": IdRequest => FieldRemoved = h::fields::remove;
    "nearby.list": NearbyRequest => NearbyReply = h::nearby::list;
    "nearby.choices": NamedPlaceRequest => PlaceChoices = h::nearby::choices;
    "nearby.map": NearbyRequest => NearbyMap = h::nearby::map;
    "operations.list": PageRequest => OperationPage = h::operations::list;
    "operations.state": Empty => UndoState = h::operations::state;
    "operations.undo": UndoRequest => UndoReply = h::operations::undo;
    "operations.redo": Empty => UndoReply = h::operations::redo;
    "customers.mergePreview": MergeRequest => MergePreview = h::merge::preview;
    "customers.merge": MergeRequest => Saved = h::merge::merge;
    "customers.unmerge": IdRequest => UndoReply = h::merge::unmerge;
    "customers.similar": SimilarRequest => SimilarReply = h::duplicates::similar;
    "followUps.snooze": SnoozeRequest => Saved = h::calling::snooze;
    "reminders.due": PeriodRequest => Reminders = h::calling::due;
    "reminders.news": Empty => Reminders = h::calling::news;
    "reminders.standing": Empty => Reminders = h::calling::standing;
    "reminders.dismiss": DismissRequest => Empty = h::calling::dismiss;
    "calls.list": CallListRequest => CallList = h::calling::call_list;
    "interactions.fileMail": FileMailRequest => FiledMail = h::mail::file;
    "templates.list": TemplatesRequest => TemplateList = h::templates::list;
    "templates.save": SaveTemplateRequest => Saved = h::templates::save;
    "templates.apply": IdRequest => TemplateValues = h::templates::apply;
    "calls.log": CallRequest => Saved = h::calling::log_call;
    "calls.summary": SessionRequest => CallSummary = h::calling::summary;
    "leads.convert": ConvertRequest => ConvertReply = h::deals::convert;
    "deals.move": MoveRequest => Saved = h::deals::move_to;
    "deals.board": BoardRequest => Board = h::deals::board;
    "deals.nextSteps": OccasionsRequest => NextSteps = h::today::next_steps;
    "deals.forecast": Empty => Forecast = h::deals::forecast;
    "cases.resolve": SettleRequest => Saved = h::cases::resolve;
    "cases.close": SettleRequest => Saved = h::cases::close;
    "cases.reopen": IdRequest => Saved = h::cases::reopen;
    "tracks.start": StartTrackRequest => Saved = h::deals::start_track;
    "tracks.stop": StopTrackRequest => Written = h::deals::stop_track;
    "duplicates.scan": ScanRequest => JobStarted = h::duplicates::scan;
    "duplicates.notTheSame": PairRequest => Written = h::duplicates::not_the_same;
    "customers.relations": IdRequest => RelationsReply = h::customers::relations;
    "customers.relate": RelateRequest => Saved = h::customers::relate;
    "customers.overview": IdRequest => CustomerOverview = h::customers::overview;
    "customers.recentContact": ContactRequest => Option<RecentContact> = h::customers::recent_contact;
    "customers.timeline": TimelineRequest => Timeline = h::customers::timeline;
    "sales.preview": SaveRequest => RecordReply = h::sales::preview;
    "sales.pay": PayRequest => Saved = h::sales::pay;
    "sales.make": MakeRequest => Saved = h::chain::make;
    "sales.accept": AcceptRequest => Saved = h::chain::accept;
    "sales.deposit": DepositRequest => Saved = h::chain::deposit;
    "sales.chain": IdRequest => Chain = h::chain::get;
    "sales.recurring": RecurringRequest => Made = h::chain::recurring;
    "payments.receive": ReceiveRequest => Saved = h::payments::receive;
    "payments.open": IdRequest => OpenReply = h::payments::open;
    "payments.useCredit": IdRequest => Saved = h::payments::use_credit;
    "payments.writeOff": WriteOffRequest => Saved = h::payments::write_off;
    "payments.late": Empty => LateReply = h::payments::late;
    "payments.letters": LettersRequest => Option<JobStarted> = h::letters::reminders;
    "reports.statements": StatementsRequest => Option<JobStarted> = h::letters::statements;
    "payments.remind": RemindRequest => Written = h::payments::remind;
    "products.variants": VariantsRequest => VariantsReply = h::catalogue::make_variants;
    "categories.list": Empty => CategoryList = h::catalogue::list;
    "categories.create": CategoryRequest => Written = h::catalogue::create;
    "categories.rename": CategoryMoveRequest => Written = h::catalogue::rename;
    "categories.merge": CategoryMoveRequest => Written = h::catalogue::merge;
    "categories.delete": CategoryRequest => Written = h::catalogue::delete;
    "products.price": PriceRequest => PriceReply = h::stock::price;
    "stock.levels": StockRequest => StockReply = h::stock::get;
    "stock.set": SetStockRequest => Written = h::stock::set;
    "stock.sheet": SheetRequest => Option<PathReply> = h::stock::write;
    "stock.count": CountSheetRequest => Option<Written> = h::stock::count;
    "sales.document": PrintRequest => Report = h::paper::sale;
    "sales.paper": PaperRequest => PaperReply = h::paper::pages;
    "sales.print": PrintRequest => Option<FileWritten> = h::paper::print_sale;
    "journal.datev": DatevRequest => Option<FileWritten> = h::datev::journal;
    "journal.debtors": PathRequest => Option<FileWritten> = h::datev::customers;
    "followUps.complete": CompleteRequest => Saved = h::follow_ups::complete;
    "followUps.occurrences": OccurrencesRequest => OccurrenceList = h::follow_ups::occurrences;
    "followUps.planEach": PlanEachRequest => PlannedEach = h::follow_ups::plan_each;
    "followUps.postpone": PostponeRequest => Saved = h::follow_ups::postpone;
    "campaigns.freeze": IdRequest => Saved = h::campaigns::freeze;
    "campaigns.targets": PageOfRequest => Page = h::campaigns::targets;
    "campaigns.mark": MarkRequest => Saved = h::campaigns::mark;
    "today.get": Empty => Today = h::today::get;
    "today.count": Empty => TodayCount = h::today::count;
    "occasions.list": OccasionsRequest => OccasionList = h::today::occasions;
    "search.all": SearchRequest => SearchReply = h::search::all;
    "import.pick": Empty => Option<PathReply> = h::exchange::pick;
    "import.inspect": InspectRequest => ImportPlan = h::exchange::inspect;
    "calendar.import": CalendarRequest => JobStarted = h::calendar::import;
    "import.run": ImportRequest => JobStarted = h::exchange::import;
    "export.run": ExportRequest => Option<JobStarted> = h::exchange::export;
    "reports.list": Empty => ReportList = h::reports::list;
    "reports.get": ReportRequest => Report = h::reports::get;
    "reports.save": ReportSaveRequest => Option<JobStarted> = h::reports::save;
    "jobs.get": IdRequest => JobState = h::jobs::get;
    "jobs.cancel": IdRequest => Empty = h::jobs::cancel;
    "settings.get": Empty => RecordReply = h::records::settings;
}
