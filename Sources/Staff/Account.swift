public import SurveyDefinition

/// A colleague who can sign in.
public enum Account {}

/// The random id of an account; never reused.
public typealias AccountID = Identifier<Account>
